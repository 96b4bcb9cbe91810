import type { RegexNode } from './regex-tree.js';

/** An unbounded repeat is taken to end after this many bytes; rules for longer things set their window. */
export const UNBOUNDED_BYTES = 1024;

/** Bytes (UTF-8) of the shortest and the longest text that the regex can match. */
export interface MatchLength {
  readonly min: number;
  readonly max: number;
}

/** Nodes never change, and each is asked for its length from many places. */
const known = new WeakMap<RegexNode, MatchLength>();

export function matchLength(node: RegexNode): MatchLength {
  const length = known.get(node) ?? measure(node);
  known.set(node, length);
  return length;
}

function measure(node: RegexNode): MatchLength {
  switch (node.kind) {
    case 'chars':
      return { min: node.minBytes, max: node.maxBytes };
    case 'concat': {
      const lengths = node.parts.map(matchLength);
      return { min: sum(lengths.map(({ min }) => min)), max: sum(lengths.map(({ max }) => max)) };
    }
    case 'either': {
      const lengths = node.branches.map(matchLength);
      return { min: Math.min(...lengths.map(({ min }) => min)), max: Math.max(...lengths.map(({ max }) => max)) };
    }
    case 'repeat': {
      const { min, max } = matchLength(node.part);
      const endless = Math.max(UNBOUNDED_BYTES, max * node.min);
      return { min: min * node.min, max: node.max === Number.POSITIVE_INFINITY ? endless : max * node.max };
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
