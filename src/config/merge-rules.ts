import { createHash } from 'node:crypto';
import type { ParsedRule, ParsedRuleFile } from '../scan/rules/parsed-rule-file.js';
import type { Rule, RuleSet } from '../scan/rules/rule.js';

/** Rules to run, and what is odd about them. */
export interface MergedRules {
  readonly ruleSet: RuleSet;
  /** For `--verbose`. */
  readonly notes: readonly string[];
}

/** Whether a rule of a user's file only adds to a rule of the base: gitleaks lets its regex be left out then. */
export function isAmendment({ rule }: ParsedRule): boolean {
  return rule.reader === 'regex' && rule.regex === '' && rule.path === undefined;
}

function amended(base: Rule, change: Rule): Rule {
  return {
    ...base,
    keywords: [...new Set([...base.keywords, ...change.keywords])],
    entropy: change.entropy > 0 ? change.entropy : base.entropy,
    secretGroup: change.secretGroup > 0 ? change.secretGroup : base.secretGroup,
    allowlists: [...base.allowlists, ...change.allowlists],
  };
}

function withTargeted(rule: Rule, targeted: ParsedRuleFile['targeted']): Rule {
  const lists = targeted.filter((one) => one.rules.includes(rule.id)).map((one) => one.allowlist);
  return lists.length === 0 ? rule : { ...rule, allowlists: [...rule.allowlists, ...lists] };
}

function notesOn(
  rules: ReadonlyMap<string, Rule>,
  file: ParsedRuleFile,
  disabled: readonly string[],
): readonly string[] {
  const named = [
    ...disabled,
    ...file.targeted.flatMap((one) => one.rules),
    ...file.rules.filter(isAmendment).map((one) => one.rule.id),
  ];
  const unknown = [...new Set(named)].filter((id) => !rules.has(id));
  return unknown.map((id) => `${file.file} names the rule "${id}", which does not exist`);
}

/** A rule set of the same rules has the same hash, whatever made it. */
export function makeRuleSet(base: RuleSet, rules: readonly Rule[], allowlists: RuleSet['allowlists']): RuleSet {
  const hash = createHash('sha256').update(base.hash).update(JSON.stringify({ rules, allowlists })).digest('hex');
  return { ...base, rules, allowlists, hash };
}

/** Puts a user's rules over others: same id replaces, or adds where it has no regex of its own; the rest is added. */
export function mergeRules(base: MergedRules, file: ParsedRuleFile, disabled: readonly string[]): MergedRules {
  const rules = new Map(base.ruleSet.rules.map((rule) => [rule.id, rule]));
  const notes = notesOn(
    new Map([
      ...rules,
      ...file.rules.filter((one) => !isAmendment(one)).map((one) => [one.rule.id, one.rule] as const),
    ]),
    file,
    disabled,
  );
  for (const id of disabled) rules.delete(id);
  for (const parsed of file.rules) {
    const { id } = parsed.rule;
    const before = rules.get(id);
    if (!isAmendment(parsed)) rules.set(id, parsed.rule);
    else if (before !== undefined) rules.set(id, amended(before, parsed.rule));
  }
  const sorted = [...rules.values()]
    .map((rule) => withTargeted(rule, file.targeted))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const texts = file.rules.filter((one) => !isAmendment(one)).map((one) => [one.rule.id, one.text] as const);
  const ruleSet = makeRuleSet(base.ruleSet, sorted, [...base.ruleSet.allowlists, ...file.allowlists]);
  return {
    ruleSet: { ...ruleSet, texts: { ...base.ruleSet.texts, ...Object.fromEntries(texts) } },
    notes: [...base.notes, ...notes],
  };
}
