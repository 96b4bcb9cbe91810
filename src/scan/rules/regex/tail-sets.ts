import type { RegexNode } from './regex-tree.js';

type Chars = Extract<RegexNode, { kind: 'chars' }>;

/** What is still to be matched. */
type Rest = { readonly node: RegexNode; readonly next: Rest } | undefined;

/** One way on: the character that comes next, and what follows it. */
interface Step {
  readonly chars: Chars;
  readonly next: Rest;
}

/** Bytes looked at behind a keyword; more would hardly turn anything else away. */
const TAIL_BYTES = 24;
/** More ways on than this are not followed: the tail ends there. */
const MAX_STEPS = 64;
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

/** The steps after one more character; undefined when a match can end after it. */
function advance(steps: readonly Step[], fits: (chars: Chars) => boolean): Step[] | undefined {
  const seen = new Map<string, Step>();
  for (const { chars, next } of steps) {
    if (!fits(chars)) continue;
    const further = stepsOf(next);
    if (further === undefined) return undefined;
    for (const step of further) seen.set(keyOf(step), step);
  }
  return [...seen.values()];
}

/** The characters that can come next; undefined when there may be none. */
function stepsOf(rest: Rest): Step[] | undefined {
  const steps: Step[] = [];
  return expand(rest, steps) ? steps : undefined;
}

function expand(rest: Rest, steps: Step[]): boolean {
  if (rest === undefined) return false;
  const { node, next } = rest;
  switch (node.kind) {
    case 'chars':
      steps.push({ chars: node, next });
      return true;
    case 'concat':
      return expand(
        node.parts.reduceRight<Rest>((after, part) => ({ node: part, next: after }), next),
        steps,
      );
    case 'either':
      return node.branches.map((branch) => expand({ node: branch, next }, steps)).every(Boolean);
    case 'repeat': {
      const again: Rest = { node: { ...node, min: Math.max(0, node.min - 1), max: node.max - 1 }, next };
      const goesOn = node.max <= 0 || expand({ node: node.part, next: again }, steps);
      return node.min > 0 ? goesOn : expand(next, steps) && goesOn;
    }
  }
}

const numbers = new WeakMap<RegexNode, number>();
let counted = 0;

/** Two ways on are one when the same nodes lie ahead, repeated as often. */
function keyOf({ chars, next }: Step): string {
  let key = String(numberOf(chars));
  for (let rest = next; rest !== undefined; rest = rest.next) {
    const { node } = rest;
    key += node.kind === 'repeat' ? `,${numberOf(node.part)}:${node.min}:${node.max}` : `,${numberOf(node)}`;
  }
  return key;
}

function numberOf(node: RegexNode): number {
  const known = numbers.get(node) ?? ++counted;
  numbers.set(node, known);
  return known;
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
