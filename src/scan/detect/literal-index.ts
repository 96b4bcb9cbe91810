import type { Literal } from '../../core/literals/literal-search.js';
import type { Rule } from '../rules/rule.js';
import { compileTail, type Tail } from './tail.js';

/** A rule that a literal wakes, and what must stand behind the literal for the rule to be tried. */
export interface Wake {
  readonly rule: Rule;
  readonly tail: Tail;
}

/** Which rules a literal wakes. */
export interface LiteralIndex {
  readonly literals: readonly Literal[];
  /** By literal. */
  readonly wakes: readonly (readonly Wake[])[];
  /** Rules without a literal: they run on everything. */
  readonly always: readonly Rule[];
}

/** The literals of all rules, each once, in the order of the rules: the same rules always give the same list. */
export function indexLiterals(rules: readonly Rule[]): LiteralIndex {
  const byKeyword = new Map<string, Wake[]>();
  for (const rule of rules) {
    rule.keywords.forEach((written, at) => {
      const keyword = written.toLowerCase();
      const woken = byKeyword.get(keyword) ?? [];
      byKeyword.set(keyword, woken);
      if (woken.at(-1)?.rule !== rule) woken.push({ rule, tail: compileTail(rule.tails?.[at] ?? []) });
    });
  }
  return {
    literals: Array.from(byKeyword, ([keyword, wakes]) => literalOf(keyword, wakes)),
    wakes: [...byKeyword.values()],
    always: rules.filter((rule) => rule.keywords.length === 0 && rule.regex !== ''),
  };
}

function literalOf(keyword: string, wakes: readonly Wake[]): Literal {
  const literal: Literal = { bytes: Buffer.from(keyword), letterCase: 'ignore' };
  const next = new Uint8Array(256);
  for (const { tail } of wakes) {
    const first = tail[0];
    if (first === undefined) return literal;
    for (let byte = 0; byte < 128; byte++) if (first.set[byte] === 1) next[byte] = 1;
  }
  return { ...literal, next };
}
