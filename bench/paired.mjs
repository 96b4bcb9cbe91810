import { measure } from './measure.mjs';
import { median } from './median.mjs';

/**
 * Runs A B A B …, so that whatever else the machine does falls on both alike; the ratio within a pair is what counts.
 * @param ours @param other commands as `measure` takes them
 * @param pairs how many are counted, after one that warms the file cache and is not
 * @returns `{ ours, other }` with medians of `wall`, `processor`, `memory`, `ratio` ours/other of wall time as
 *   `{ median, min, max }`, and `processorRatio`, which a busy machine disturbs less
 */
export function comparePaired(ours, other, pairs, run = measure) {
  const rounds = Array.from({ length: pairs + 1 }, () => [run(ours), run(other)]).slice(1);
  const ratios = rounds.map(([a, b]) => a.wall / b.wall);
  return {
    ours: middle(rounds.map(([a]) => a)),
    other: middle(rounds.map(([, b]) => b)),
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
    processorRatio: ratioOf(rounds),
  };
}

/** Unknown where GNU time is missing, or where a command is done within its 10 ms. */
function ratioOf(rounds) {
  const ratios = rounds.map(([a, b]) => a.processor / b.processor).filter(Number.isFinite);
  return ratios.length === 0 ? undefined : median(ratios);
}

function middle(runs) {
  const of = (key) => (runs[0][key] === undefined ? undefined : median(runs.map((one) => one[key])));
  return { wall: of('wall'), processor: of('processor'), memory: of('memory') };
}
