import type { EncodedRegion } from './encoded-region.js';
import type { Escape, EscapeKind } from './escape-kind.js';

/** Text around an escape that is read with it. */
const ESCAPES_BEFORE = 2048;
const ESCAPES_AFTER = 16_384;
/** Bytes that UTF-8 takes at most for one escape. */
const LONGEST_CHARACTER = 4;
const TEXT_SHARE = 0.8;

/** Where a region may lie. */
export interface RegionBounds {
  readonly from: number;
  readonly to: number;
}

/** The stretch of text around the escape at `at`, with its escapes undone. */
export function readEscapes(bytes: Buffer, at: number, bounds: RegionBounds, kind: EscapeKind): EncodedRegion {
  const start = startOfRegion(bytes, at, Math.max(bounds.from, at - ESCAPES_BEFORE), kind);
  const end = endOfRegion(bytes, at, Math.min(bounds.to, at + ESCAPES_AFTER), kind);
  const written = Buffer.allocUnsafe(end - start + LONGEST_CHARACTER);
  const sources = new Uint32Array(end - start + LONGEST_CHARACTER + 1);
  let length = 0;
  for (let source = start; source < end; ) {
    const found = kind.read(bytes, source, end);
    sources.fill(source, length, length + LONGEST_CHARACTER);
    if (found === undefined) written[length++] = bytes[source] ?? 0;
    else length += write(found, written, length);
    source += found?.length ?? 1;
  }
  sources[length] = end;
  const text = written.subarray(0, length);
  if (!isText(text)) return { start, end };
  const placeOf = (from: number, to: number) => ({ start: sources[from] ?? end, end: sources[to] ?? end });
  return { start, end, decoded: { bytes: text, from: [kind.name], places: 'exact', placeOf } };
}

/** How many bytes were written. */
function write({ stands }: Escape, written: Buffer, at: number): number {
  if (stands === 'soft') return 0;
  if ('codePoint' in stands) return written.write(String.fromCodePoint(stands.codePoint), at);
  written[at] = stands.byte;
  return 1;
}

function startOfRegion(bytes: Buffer, at: number, from: number, kind: EscapeKind): number {
  let start = at;
  while (start > from && !kind.endsRegion(bytes[start - 1] ?? 0, bytes[start - 2] ?? 0)) start--;
  return start;
}

function endOfRegion(bytes: Buffer, at: number, to: number, kind: EscapeKind): number {
  let end = at;
  while (end < to && !kind.endsRegion(bytes[end] ?? 0, bytes[end - 1] ?? 0)) end++;
  return end;
}

function isText(text: Buffer): boolean {
  let printable = 0;
  for (const byte of text) if (byte >= 0x20 && byte !== 0x7f) printable++;
  return printable >= text.length * TEXT_SHARE;
}
