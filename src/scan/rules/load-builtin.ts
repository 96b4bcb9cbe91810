import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSet, RuleText } from './rule.js';
import { readRuleSet } from './rule-set-file.js';

/** The rules that the build compiled; no TOML is parsed and no regex compiled here. */
export function loadBuiltinRules(assetFolder: string): RuleSet {
  return readRuleSet(join(assetFolder, 'rules.json'));
}

type RuleTexts = Readonly<Record<string, RuleText>>;

/** Findings and reports both ask for the texts of one scan: they are read once. */
const texts = new Map<string, RuleTexts>();

/** What people read about the rules, by rule id; only needed when there is a finding to show. */
export function loadRuleTexts(assetFolder: string): RuleTexts {
  const known = texts.get(assetFolder);
  if (known !== undefined) return known;
  const read = JSON.parse(readFileSync(join(assetFolder, 'rule-texts.json'), 'utf8')) as RuleTexts;
  texts.set(assetFolder, read);
  return read;
}
