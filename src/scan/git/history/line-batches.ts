import type { Readable } from 'node:stream';

/** Whole lines, and how many. */
export interface LineBatch {
  readonly lines: Buffer;
  readonly count: number;
}

/** Few enough that all threads get some of a short list. */
const LINES = 128;
/** A message costs as much as reading some hundred small objects; a list that turns out long is cut into larger batches. */
const MORE_LINES = 512;
const MORE_AFTER = 4096;
const LINE_FEED = 0x0a;

/** Cuts a list into batches of whole lines as it comes; what it says after its last line feed is not passed on. */
export async function* lineBatches(stream: Readable): AsyncGenerator<LineBatch> {
  let rest: Buffer = Buffer.alloc(0);
  let total = 0;
  for await (const chunk of stream) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const batches = [...wholeBatches(rest, total < MORE_AFTER ? LINES : MORE_LINES)];
    yield* batches;
    total += batches.reduce((sum, { count }) => sum + count, 0);
    rest = rest.subarray(batches.reduce((sum, { lines }) => sum + lines.length, 0));
  }
}

/** What comes at once is small enough to be passed on at once. */
function* wholeBatches(bytes: Buffer, most: number): Generator<LineBatch> {
  for (let start = 0, end = 0, count = 0; ; count++) {
    const lineFeed = bytes.indexOf(LINE_FEED, end);
    if (lineFeed < 0 || count === most) {
      if (count > 0) yield { lines: bytes.subarray(start, end), count };
      if (lineFeed < 0) return;
      [start, count] = [end, 0];
    }
    end = lineFeed + 1;
  }
}
