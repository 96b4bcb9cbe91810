import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBuiltTables } from '../detect/built-tables.js';
import { compileRules } from './compile-rules.js';
import { parseRuleFile } from './parse-rule-file.js';
import type { ParsedRuleFile } from './parsed-rule-file.js';
import { writeRuleSet } from './rule-set-file.js';

/** Reads every `*.toml` of a folder, sorted by name; problems name them as `rules/NAME.toml`. */
export function readRuleFolder(rulesFolder: string): readonly ParsedRuleFile[] {
  const names = readdirSync(rulesFolder).filter((name) => name.endsWith('.toml'));
  return names.sort().map((name) => parseRuleFile(readFileSync(join(rulesFolder, name), 'utf8'), `rules/${name}`));
}

/**
 * What the build calls: writes `rules.json`, `rule-texts.json` and the literals' tables into `outFolder`.
 * @throws KeepmumError `RULES_INVALID` when a rule file has problems
 */
export function compileBuiltinRules(rulesFolder: string, outFolder: string): void {
  const { ruleSet, texts } = compileRules(readRuleFolder(rulesFolder));
  mkdirSync(outFolder, { recursive: true });
  writeRuleSet(ruleSet, join(outFolder, 'rules.json'));
  writeFileSync(join(outFolder, 'rule-texts.json'), JSON.stringify(texts));
  writeBuiltTables(ruleSet, outFolder);
}
