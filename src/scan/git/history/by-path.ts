import type { LineBatch } from './line-batches.js';

/** Lines that are put in order together: at first as many as git lists while threads start; they take some megabytes. */
const FEWEST = 8192;
const MOST = 65_536;
/** A list that is long is held in larger parts. */
const GROWTH = 4;
/** Of what is passed on. */
const BATCH = 512;

/**
 * Puts versions of one path behind each other, newest first as git lists them: git has just read what the next one is a
 * difference to, and what was judged in one is still remembered when the next one comes.
 *
 * @param batches of `ID PATH` lines
 */
export async function* byPath(batches: AsyncIterable<LineBatch>): AsyncGenerator<LineBatch> {
  let held: string[] = [];
  let size = FEWEST;
  for await (const { lines } of batches) {
    for (const line of lines.toString('latin1').split('\n')) if (line !== '') held.push(line);
    if (held.length < size) continue;
    yield* ordered(held);
    held = [];
    size = Math.min(MOST, size * GROWTH);
  }
  yield* ordered(held);
}

function* ordered(lines: readonly string[]): Generator<LineBatch> {
  const paths = new Map<string, string[]>();
  for (const line of lines) {
    const path = line.slice(line.indexOf(' ') + 1);
    const versions = paths.get(path);
    if (versions === undefined) paths.set(path, [line]);
    else versions.push(line);
  }
  const all = [...paths.values()].flat();
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    yield { lines: Buffer.from(`${batch.join('\n')}\n`, 'latin1'), count: batch.length };
  }
}
