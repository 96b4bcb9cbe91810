import type { Rule } from '../rules/rule.js';

/** What has to be known of all rules before any of them is looked at. Rules are known by their place in the list. */
export interface RuleDigest {
  /** Rules without a literal: they run on everything. */
  readonly always: readonly number[];
  /** Rules that the reader of assignments answers for. */
  readonly assignments: readonly number[];
  /** Rules that are parts of others. */
  readonly parts: readonly number[];
  /** Most bytes that a rule looks at around a literal. */
  readonly window: Rule['window'];
  /** By literal: where its wakes begin. */
  readonly firsts: Uint32Array;
  /** The wakes of all literals, two numbers each: the rule, and which of its keywords the literal is. */
  readonly wakes: Uint32Array;
}

/** Works out the keywords of all rules that find something of their own, each once, in the order of the rules: the same rules always give the same digest. */
export function digestRules(rules: readonly Rule[]): RuleDigest {
  const byKeyword = new Map<string, [rule: number, keyword: number][]>();
  for (const [number, rule] of rules.entries()) {
    if (rule.skipReport) continue;
    for (const [at, written] of rule.keywords.entries()) {
      const keyword = written.toLowerCase();
      const woken = byKeyword.get(keyword);
      if (woken === undefined) byKeyword.set(keyword, [[number, at]]);
      else if (woken.at(-1)?.[0] !== number) woken.push([number, at]);
    }
  }
  const lists = [...byKeyword.values()];
  const numbersOf = (fits: (rule: Rule) => boolean): number[] =>
    rules.flatMap((rule, number) => (fits(rule) ? [number] : []));
  const parts = new Set(rules.flatMap((rule) => (rule.parts ?? []).map((part) => part.rule)));
  let first = 0;
  return {
    always: numbersOf((rule) => rule.keywords.length === 0 && rule.regex !== '' && !rule.skipReport),
    assignments: numbersOf((rule) => rule.reader === 'assignment'),
    parts: numbersOf((rule) => parts.has(rule.id)),
    window: {
      before: Math.max(0, ...rules.map((rule) => rule.window.before)),
      after: Math.max(0, ...rules.map((rule) => rule.window.after)),
    },
    firsts: Uint32Array.from([0, ...lists.map((wakes) => (first += wakes.length))]),
    wakes: Uint32Array.from(lists.flat(2)),
  };
}
