/** Bytes that two texts have in common: new[start, end) equals old[start + shift, end + shift). */
export interface CommonRun {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** Equality is looked at in blocks of this size; what a run loses by it at its ends is less than a block. */
const BLOCK = 512;
const BIG_BLOCK = 32 * 1024;
/** A text that is looked for in the old version to find where it goes on. */
const ANCHOR = 48;
/** How far an anchor may have moved, either way. */
const ANCHOR_REACH = 8 * 1024;
/** Anchors that are not found before the rest counts as new. */
const ANCHOR_MISSES = 8;
/** Differences looked behind; with more of them nearly everything is near one. */
const DIFFERENCES = 256;

/**
 * Runs that the two texts share, in order: found with comparisons and searches of the platform alone, so that it costs a
 * small part of reading the text. It may miss runs, but what it returns is equal, byte by byte.
 *
 * @param length bytes of `text` in use
 * @param worth runs inside a text that are shorter than this are of no use
 */
export function commonRuns(text: Buffer, length: number, old: Buffer, worth: number): CommonRun[] {
  const tail = commonTail(text, length, old);
  const newEnd = length - tail;
  const oldEnd = old.length - tail;
  const runs: CommonRun[] = [];
  let [at, oldAt] = [0, 0];
  for (let differences = 0; at < newEnd && oldAt < oldEnd && differences < DIFFERENCES; differences++) {
    const same = commonHead(text, at, newEnd, old, oldAt, oldEnd);
    if (same > 0) runs.push({ start: at, end: at + same, shift: oldAt - at });
    if (newEnd - at - same < worth) break;
    const next = resume(text, at + same, newEnd, old, oldAt + same, oldEnd);
    if (next === undefined) break;
    [at, oldAt] = next;
  }
  if (tail > 0) runs.push({ start: newEnd, end: length, shift: oldEnd - newEnd });
  return joined(runs);
}

/** How many bytes are equal from here on, exactly, as long as both texts last. */
function commonHead(text: Buffer, at: number, end: number, old: Buffer, oldAt: number, oldEnd: number): number {
  const most = Math.min(end - at, oldEnd - oldAt);
  let same = 0;
  for (let block = BIG_BLOCK; block >= BLOCK; block >>= 3) {
    while (same + block <= most && isEqual(text, at + same, old, oldAt + same, block)) same += block;
  }
  while (same < most && text[at + same] === old[oldAt + same]) same++;
  return same;
}

function commonTail(text: Buffer, length: number, old: Buffer): number {
  const most = Math.min(length, old.length);
  let same = 0;
  for (let block = BIG_BLOCK; block >= BLOCK; block >>= 3) {
    while (same + block <= most && isEqual(text, length - same - block, old, old.length - same - block, block))
      same += block;
  }
  return same;
}

function isEqual(text: Buffer, at: number, old: Buffer, oldAt: number, count: number): boolean {
  return text.compare(old, oldAt, oldAt + count, at, at + count) === 0;
}

/** Where both texts go on alike behind a difference. */
function resume(
  text: Buffer,
  from: number,
  end: number,
  old: Buffer,
  oldFrom: number,
  oldEnd: number,
): readonly [at: number, oldAt: number] | undefined {
  let at = from;
  for (let misses = 0, step = 4 * ANCHOR; misses < ANCHOR_MISSES; misses++, step *= 2) {
    if (at + ANCHOR > end) return undefined;
    const base = Math.max(oldFrom, oldFrom + (at - from) - ANCHOR_REACH);
    const nearby = old.subarray(base, Math.min(oldEnd, oldFrom + (at - from) + ANCHOR_REACH));
    const found = nearby.indexOf(text.subarray(at, at + ANCHOR));
    if (found >= 0) return [at, base + found];
    at += step;
  }
  return undefined;
}

/** Runs that touch in both texts are one. */
function joined(runs: readonly CommonRun[]): CommonRun[] {
  const result: CommonRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last !== undefined && last.end === run.start && last.shift === run.shift) {
      result[result.length - 1] = { ...last, end: run.end };
    } else result.push(run);
  }
  return result;
}
