import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSet, RuleText } from './rule.js';

/** The rules that the build compiled; no TOML is parsed and no regex compiled here. */
export function loadBuiltinRules(assetFolder: string): RuleSet {
  return JSON.parse(readFileSync(join(assetFolder, 'rules.json'), 'utf8')) as RuleSet;
}

/** What people read about the rules, by rule id; only needed when there is a finding to show. */
export function loadRuleTexts(assetFolder: string): Readonly<Record<string, RuleText>> {
  return JSON.parse(readFileSync(join(assetFolder, 'rule-texts.json'), 'utf8')) as Record<string, RuleText>;
}
