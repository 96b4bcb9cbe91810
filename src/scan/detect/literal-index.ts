import type { Literal } from '../../core/literals/literal-search.js';
import type { Rule } from '../rules/rule.js';

/** Which rules a literal wakes. */
export interface LiteralIndex {
  readonly literals: readonly Literal[];
  /** Rules by literal. */
  readonly rulesOf: readonly (readonly Rule[])[];
  /** Rules without a literal: they run on everything. */
  readonly always: readonly Rule[];
}

/** The literals of all rules, each once, in the order of the rules: the same rules always give the same list. */
export function indexLiterals(rules: readonly Rule[]): LiteralIndex {
  const byKeyword = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const written of rule.keywords) {
      const keyword = written.toLowerCase();
      const woken = byKeyword.get(keyword);
      if (woken === undefined) byKeyword.set(keyword, [rule]);
      else if (woken[woken.length - 1] !== rule) woken.push(rule);
    }
  }
  return {
    literals: Array.from(byKeyword.keys(), (keyword) => ({ bytes: Buffer.from(keyword), letterCase: 'ignore' })),
    rulesOf: [...byKeyword.values()],
    always: rules.filter((rule) => rule.keywords.length === 0 && rule.regex !== ''),
  };
}
