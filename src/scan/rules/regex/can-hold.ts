import { inRanges } from './char-set.js';
import type { RegexNode } from './regex-tree.js';

/** Whether some match may hold `text`, letter case ignored. */
export function canHold(node: RegexNode, text: string): boolean {
  const wanted = [...text.toLowerCase()];
  return walk(node, new Set([0]), wanted).has(wanted.length);
}

/** @param states how many characters of `wanted` may have just been matched; its full length stays, once reached */
function walk(node: RegexNode, states: ReadonlySet<number>, wanted: readonly string[]): ReadonlySet<number> {
  switch (node.kind) {
    case 'chars': {
      const next = new Set([0]);
      for (const state of states) {
        const char = wanted[state];
        if (char === undefined) next.add(state);
        else if (inRanges(char, node.ranges)) next.add(state + 1);
      }
      return next;
    }
    case 'concat':
      return node.parts.reduce((reached, part) => walk(part, reached, wanted), states);
    case 'either':
      return new Set(node.branches.flatMap((branch) => [...walk(branch, states, wanted)]));
    case 'repeat': {
      let reached = node.min === 0 ? states : new Set<number>();
      let current = states;
      // After as many rounds as the text has characters, nothing new can be reached.
      for (let round = 1; round <= Math.min(node.max, node.min + wanted.length + 1); round++) {
        current = walk(node.part, current, wanted);
        if (round >= node.min) reached = new Set([...reached, ...current]);
      }
      return reached;
    }
  }
}
