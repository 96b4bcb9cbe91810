import { resolve } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';
import { loadBuiltinRules } from '../scan/rules/load-builtin.js';
import { parseRuleFile } from '../scan/rules/parse-rule-file.js';
import type { ParsedRuleFile } from '../scan/rules/parsed-rule-file.js';
import { problemLine } from '../scan/rules/problem.js';
import type { RuleSet } from '../scan/rules/rule.js';
import { type ConfigFile, readConfigFile } from './config-file.js';
import { readExtendTable } from './extend-table.js';
import type { FoundConfig } from './find-config.js';
import { isAmendment, type MergedRules, mergeRules } from './merge-rules.js';

const DEEPEST_EXTENSION = 2;
const NO_RULES: RuleSet = { rules: [], allowlists: [], hash: '' };

/** Where rules come from. */
export interface RulePlace {
  readonly assetFolder: string;
  readonly cwd: string;
}

function parseOwn(file: ConfigFile, kind: FoundConfig['kind']): ParsedRuleFile {
  const parsed = parseRuleFile(file.source, file.name, kind === 'keepmum' ? 'config' : 'gitleaks');
  // The only fault of an amendment is the regex that it leaves out; with any other, all are told.
  const amendments = new Set(parsed.rules.filter(isAmendment).map((one) => one.rule.id));
  const faults = (id: string): number => parsed.problems.filter((problem) => problem.rule === id).length;
  const problems = parsed.problems.filter(
    ({ rule }) => rule === undefined || !amendments.has(rule) || faults(rule) > 1,
  );
  if (problems.length === 0) return parsed;
  throw new KeepmumError(
    'CONFIG_INVALID',
    `cannot use "${file.name}": its rules have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`,
    {
      hints: problems.map(problemLine),
    },
  );
}

function extended(file: ConfigFile, kind: FoundConfig['kind'], place: RulePlace, depth: number): MergedRules {
  const extend = readExtendTable(file);
  const own = parseOwn(file, kind);
  if (extend.path !== undefined) {
    if (depth >= DEEPEST_EXTENSION) {
      throw new KeepmumError(
        'CONFIG_INVALID',
        `cannot extend "${extend.path}": "${file.name}" is ${depth} files deep, expected at most ${DEEPEST_EXTENSION}`,
      );
    }
    const base = readConfigFile(resolve(place.cwd, extend.path), extend.path);
    return mergeRules(extended(base, 'gitleaks', place, depth + 1), own, extend.disabledRules);
  }
  // gitleaks runs a file's rules alone unless told otherwise; a file without rules would then see nothing at all.
  const useDefault = extend.useDefault ?? (kind === 'keepmum' || own.rules.length === 0);
  const base = useDefault ? loadBuiltinRules(place.assetFolder) : NO_RULES;
  return mergeRules({ ruleSet: base, notes: [] }, own, extend.disabledRules);
}

/**
 * The rules that a configuration asks for, with those it builds upon.
 *
 * @throws KeepmumError `CONFIG_INVALID`
 */
export function extendRules(file: ConfigFile, kind: FoundConfig['kind'], place: RulePlace): MergedRules {
  return extended(file, kind, place, 0);
}
