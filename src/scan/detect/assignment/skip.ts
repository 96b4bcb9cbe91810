import { BLANK, CLASS, IDENTIFIER, LINE_END } from './characters.js';
import { byteAt, type Readable } from './readable.js';

/** Layout is bounded, so that a megabyte of blanks after every word stays linear. */
const MAX_LAYOUT = 256;

/** The first offset at or after `at` that is no space or tab. */
export function skipBlanks(text: Readable, at: number): number {
  return skipClass(text, at, BLANK);
}

/** The first offset at or after `at` that is no space, tab or line end. */
export function skipLayout(text: Readable, at: number): number {
  return skipClass(text, at, BLANK | LINE_END);
}

/** The first offset at or after `at` that is no identifier character. */
export function skipIdentifier(text: Readable, at: number): number {
  return skipClass(text, at, IDENTIFIER);
}

/** The last offset before `at` that is no space or tab; may be `from - 1`. */
export function blanksBefore(text: Readable, at: number): number {
  let i = at - 1;
  const stop = Math.max(text.from, at - MAX_LAYOUT);
  while (i >= stop && ((CLASS[text.bytes[i] as number] as number) & BLANK) !== 0) i--;
  return i;
}

/** The offset of the next line end, at most `limit` bytes on. */
export function endOfLine(text: Readable, at: number, limit: number): number {
  const stop = Math.min(text.to, at + limit);
  let i = at;
  while (i < stop && ((CLASS[text.bytes[i] as number] as number) & LINE_END) === 0) i++;
  return i;
}

/** The offset after the previous line end, at most `limit` bytes back; -1 when the line starts earlier than that. */
export function startOfLine(text: Readable, at: number, limit: number): number {
  let i = at;
  const stop = at - limit;
  while (i > text.from) {
    if (((CLASS[text.bytes[i - 1] as number] as number) & LINE_END) !== 0) return i;
    if (i <= stop) return -1;
    i--;
  }
  return i;
}

function skipClass(text: Readable, at: number, bits: number): number {
  let i = at;
  const stop = Math.min(text.to, at + MAX_LAYOUT);
  while (i < stop && ((CLASS[byteAt(text, i)] ?? 0) & bits) !== 0) i++;
  return i;
}
