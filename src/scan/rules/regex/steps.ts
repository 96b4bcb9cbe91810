import type { RegexNode } from './regex-tree.js';

type Chars = Extract<RegexNode, { kind: 'chars' }>;

/** More ways on than this are followed by nobody. */
export const MAX_STEPS = 64;

/** What is still to be matched. */
export type Rest = { readonly node: RegexNode; readonly next: Rest } | undefined;

/** One way on through a regex: the character that comes next, and what follows it. */
export interface Step {
  readonly chars: Chars;
  readonly next: Rest;
}

/** The steps after one more character; undefined when a match can end after it. */
export function advance(steps: readonly Step[], fits: (chars: Chars) => boolean): Step[] | undefined {
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
export function stepsOf(rest: Rest): Step[] | undefined {
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
