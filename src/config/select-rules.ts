import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import type { RuleSet } from '../scan/rules/rule.js';
import { makeRuleSet } from './merge-rules.js';
import { type Setting, settingError } from './setting.js';

const MOST_SUGGESTED = 5;

function suggestions(typed: string, known: readonly string[]): readonly string[] {
  const nearest = nearestName(typed, known);
  if (nearest !== undefined) return [`did you mean "${nearest}"?`];
  const [issuer = typed] = typed.split('-');
  const kin = known.filter((id) => issuer !== '' && id.startsWith(issuer));
  if (kin.length === 0) return [];
  const shown = kin.slice(0, MOST_SUGGESTED).join(', ');
  return [`there are ${shown}${kin.length > MOST_SUGGESTED ? ` and ${kin.length - MOST_SUGGESTED} more` : ''}`];
}

/** Ids out of comma lists, each of which must exist. */
function idsIn(setting: Setting | undefined, rules: RuleSet): ReadonlySet<string> | undefined {
  if (setting === undefined) return undefined;
  const ids = setting.text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const known = rules.rules.map((rule) => rule.id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw settingError({ ...setting, text: id }, 'the id of a rule', suggestions(id, known));
  }
  return new Set(ids);
}

/**
 * Leaves only the rules that were asked for.
 *
 * @throws KeepmumError for an id that does not exist, or when no rule is left
 */
export function selectRules(rules: RuleSet, only: Setting | undefined, skip: readonly Setting[]): RuleSet {
  const wanted = idsIn(only, rules);
  const unwanted = new Set(skip.flatMap((setting) => [...(idsIn(setting, rules) ?? [])]));
  if (wanted === undefined && unwanted.size === 0 && rules.rules.length > 0) return rules;
  const left = rules.rules.filter(({ id }) => (wanted === undefined || wanted.has(id)) && !unwanted.has(id));
  if (left.length === 0) {
    throw new KeepmumError(
      only?.code ?? 'CONFIG_INVALID',
      'cannot scan: no rule is left to look for, expected at least one',
    );
  }
  return makeRuleSet(rules, left, rules.allowlists);
}
