import { createHash } from 'node:crypto';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { ParsedRule, ParsedRuleFile } from './parsed-rule-file.js';
import { problemLine } from './problem.js';
import type { Allowlist, Rule, RuleSet, RuleText } from './rule.js';
import { findSetProblems } from './set-problems.js';

/** Rules ready to run, and what people read about them, by rule id. */
export interface CompiledRules {
  readonly ruleSet: RuleSet;
  readonly texts: Readonly<Record<string, RuleText>>;
}

/**
 * Puts rule files together: rules sorted by id, allowlists moved to the rules they name.
 * @throws KeepmumError `RULES_INVALID` with one hint a problem
 */
export function compileRules(files: readonly ParsedRuleFile[]): CompiledRules {
  const problems = [...files.flatMap((file) => file.problems), ...findSetProblems(files)];
  if (problems.length > 0) {
    throw new KeepmumError('RULES_INVALID', `cannot compile the rules: ${problems.length} problems, expected none`, {
      hints: problems.map(problemLine),
    });
  }
  const parsed = files.flatMap((file) => file.rules).sort((a, b) => compareText(a.rule.id, b.rule.id));
  const targeted = files.flatMap((file) => file.targeted);
  const rules = parsed.map(({ rule }) => withTargeted(rule, targeted));
  const allowlists = files.flatMap((file) => file.allowlists);
  const hash = createHash('sha256').update(canonicalJson({ rules, allowlists })).digest('hex');
  return { ruleSet: { rules, allowlists, hash }, texts: textsById(parsed) };
}

function withTargeted(rule: Rule, targeted: ParsedRuleFile['targeted']): Rule {
  const own: Allowlist[] = targeted.filter(({ rules }) => rules.includes(rule.id)).map(({ allowlist }) => allowlist);
  return own.length === 0 ? rule : { ...rule, allowlists: [...rule.allowlists, ...own] };
}

function textsById(parsed: readonly ParsedRule[]): Record<string, RuleText> {
  return Object.fromEntries(parsed.map(({ rule, text }) => [rule.id, text]));
}

/** The same value gives the same text, in whatever order its keys were set. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareText(a, b)))
      : part,
  );
}

/** By code units, so that no locale changes the order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
