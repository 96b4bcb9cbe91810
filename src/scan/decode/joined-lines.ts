import type { Span } from './encoded-region.js';

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const EQUALS = 0x3d;
/** What encoders wrap at. Lines of any other length are only believed when two have it. */
const USUAL_WIDTHS: ReadonlySet<number> = new Set([60, 64, 72, 76]);
const NARROWEST = 60;
/** White space between two lines: indentation, and what stands for a line feed. */
const WIDEST_GAP = 64;

/** 1 for the base64 characters, of either alphabet. */
const IS_MEMBER = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  IS_MEMBER[character.charCodeAt(0)] = 1;

/** A run of the base64 alphabet with the lines that go on with it; every line but the last has the length of the first. */
export interface JoinedLines {
  readonly lines: readonly Span[];
  /** Behind the padding. */
  readonly end: number;
}

/** @param limit no byte from here on is looked at */
export function joinLines(bytes: Buffer, start: number, limit: number): JoinedLines {
  const first = { start, end: endOfRun(bytes, start, limit) };
  const width = first.end - start;
  const lines = width < NARROWEST || width % 4 !== 0 ? [first] : [first, ...moreLines(bytes, first, limit)];
  // A word may stand below what fills one line by chance.
  const [, second] = lines;
  if (second !== undefined && second.end - second.start < width && !USUAL_WIDTHS.has(width)) lines.length = 1;
  let end = lines.at(-1)?.end ?? start;
  for (let count = 0; count < 2 && end < limit && bytes[end] === EQUALS; count++) end++;
  return { lines, end };
}

function moreLines(bytes: Buffer, first: Span, limit: number): Span[] {
  const width = first.end - first.start;
  const lines: Span[] = [];
  for (let last = first; last.end - last.start === width; ) {
    const start = startOfNextLine(bytes, last.end, limit);
    if (start < 0) break;
    last = { start, end: endOfRun(bytes, start, Math.min(limit, start + width + 1)) };
    if (last.end - last.start > width) break;
    lines.push(last);
  }
  return lines;
}

/** Where in the bytes the character `index` of the joined lines stands; the end of all when there is none. */
export function placeInLines({ lines, end }: JoinedLines, index: number): number {
  const first = lines[0];
  if (first === undefined) return end;
  const width = first.end - first.start;
  const line = lines[Math.floor(index / width)];
  return line === undefined ? end : Math.min(line.start + (index % width), end);
}

function endOfRun(bytes: Buffer, start: number, limit: number): number {
  let end = start;
  while (end < limit && IS_MEMBER[bytes[end] ?? 0] === 1) end++;
  return end;
}

/** Behind one line feed, real or escaped, and the white space around it; -1 when something else comes first. */
function startOfNextLine(bytes: Buffer, from: number, limit: number): number {
  let feeds = 0;
  for (let at = from; at < Math.min(limit, from + WIDEST_GAP); at++) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) feeds++;
    else if (byte === BACKSLASH && (bytes[at + 1] === 0x6e || bytes[at + 1] === 0x72)) {
      if (bytes[++at] === 0x6e) feeds++;
    } else if (byte === BACKSLASH && bytes[at + 1] === LINE_FEED) {
      // The text goes on in the next line: no line feed of its own.
      at++;
      feeds = Math.max(feeds, 1);
    } else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
      return feeds === 1 && IS_MEMBER[byte] === 1 ? at : -1;
    }
    if (feeds > 1) return -1;
  }
  return -1;
}
