import { loadRuleTexts } from './load-builtin.js';
import type { Rule, RuleSet, RuleText } from './rule.js';

type DescribedRule = Pick<Rule, 'issuer' | 'severity' | 'confidence'> & RuleText;

/** What people read about the rules behind some discoveries; nothing is loaded when there are none. */
export function ruleTextsFor(
  discoveries: readonly { readonly rule: string }[],
  ruleSet: RuleSet,
  assets: string,
): ReadonlyMap<string, DescribedRule> {
  if (discoveries.length === 0) return new Map();
  const wanted = new Set(discoveries.map(({ rule }) => rule));
  const texts = loadRuleTexts(assets);
  return new Map(
    ruleSet.rules
      .filter(({ id }) => wanted.has(id))
      .map(({ id, issuer, severity, confidence }) => {
        const text = ruleSet.texts?.[id] ??
          texts[id] ?? { title: id, description: '', tags: [], references: [], advice: '' };
        return [id, { issuer, severity, confidence, ...text }];
      }),
  );
}
