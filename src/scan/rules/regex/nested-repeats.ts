import type { RegexNode } from './regex-tree.js';

/** RE2 refuses a regex in which one character can be asked for more often than this by counts inside counts. */
export const MAX_NESTED_REPEATS = 1000;

/** How often the innermost part is repeated when the counts around it are multiplied; `*`, `+` and `?` count once. */
export function nestedRepeats(node: RegexNode): number {
  switch (node.kind) {
    case 'chars':
      return 1;
    case 'concat':
      return Math.max(1, ...node.parts.map(nestedRepeats));
    case 'either':
      return Math.max(1, ...node.branches.map(nestedRepeats));
    case 'repeat': {
      const count = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
      return Math.max(1, count) * nestedRepeats(node.part);
    }
  }
}
