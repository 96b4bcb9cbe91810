import type { RegexNode } from './regex-tree.js';
import { advance, MAX_STEPS, type Step, stepsOf } from './steps.js';

/** Bytes looked at behind a keyword; more would hardly turn anything else away. */
const TAIL_BYTES = 24;
const ASCII = 128;

/**
 * The bytes that can stand behind `keyword` in a match that holds it at most `reach` bytes after its start: one set for
 * each byte, as far as every match goes on and is ASCII. Sets only ever hold too much, never too little.
 *
 * @param keyword lower-cased; its ASCII case is ignored
 * @returns sets as 128 flags, 0 or 1
 */
export function tailSets(tree: RegexNode, keyword: string, reach: number): readonly Uint8Array[] {
  const behind: Step[] = [];
  let before = stepsOf({ node: tree, next: undefined });
  for (let skipped = 0; skipped <= reach; skipped++) {
    if (before === undefined || before.length > MAX_STEPS) return [];
    const after = follow(before, keyword);
    if (after === undefined) return [];
    behind.push(...after);
    before = advance(before, () => true) ?? [];
  }
  return collect(behind);
}

function collect(first: readonly Step[]): Uint8Array[] {
  const sets: Uint8Array[] = [];
  let steps: readonly Step[] | undefined = first;
  while (steps !== undefined && steps.length > 0 && steps.length <= MAX_STEPS && sets.length < TAIL_BYTES) {
    const set = asciiSet(steps);
    if (set === undefined) break;
    sets.push(set);
    steps = advance(steps, () => true);
  }
  return sets;
}

/** The steps behind a text; undefined when a match can end there. */
function follow(steps: readonly Step[], text: string): readonly Step[] | undefined {
  let now: readonly Step[] = steps;
  for (const letter of text) {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()].map((one) => one.codePointAt(0) ?? 0);
    const next = advance(now, ({ ranges }) =>
      ranges.some(([first, last]) => inRange(lower, first, last) || inRange(upper, first, last)),
    );
    if (next === undefined) return undefined;
    now = next;
  }
  return now;
}

function inRange(value: number | undefined, first: number, last: number): boolean {
  return value !== undefined && value >= first && value <= last;
}

/** What ASCII the steps take; undefined when one of them takes more than ASCII. */
function asciiSet(steps: readonly Step[]): Uint8Array | undefined {
  const set = new Uint8Array(ASCII);
  for (const { chars } of steps) {
    for (const [first, last] of chars.ranges) {
      if (last >= ASCII) return undefined;
      set.fill(1, first, last + 1);
    }
  }
  return set;
}
