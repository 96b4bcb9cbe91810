import type { LineBatch } from './line-batches.js';

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/**
 * Parts lines into shares, all versions of a path in one: git stores them as differences to each other, and a git that
 * has just read one need not put its base together again for the next.
 *
 * @param lines `ID PATH` or `ID`; a line without a path may go anywhere
 * @param shares how many; some may be empty
 */
export function partByPath(lines: Uint8Array, shares: number): LineBatch[] {
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
  const pieces = Array.from({ length: shares }, (): Buffer[] => []);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    pieces[hashOfPath(bytes, start, end) % shares]?.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces.map((share) => ({ lines: Buffer.concat(share), count: share.length }));
}

/** Of the id where there is no path. */
function hashOfPath(bytes: Buffer, start: number, end: number): number {
  const space = bytes.indexOf(SPACE, start);
  let hash = 0;
  for (let at = space < 0 || space >= end - 2 ? start : space; at < end; at++)
    hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
  return hash >>> 8;
}
