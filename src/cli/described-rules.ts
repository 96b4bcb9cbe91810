import { assetFolder } from '../core/asset-folder.js';
import type { Rule, RuleText } from '../scan/rules/rule.js';
import type { World } from './world.js';

/** A rule together with what people read about it. */
export type DescribedRule = Rule & RuleText;

/**
 * The rules that a scan started here would use, sorted by id.
 *
 * @param configFlag the value of `--config`
 * @throws KeepmumError `CONFIG_INVALID`
 */
export async function describedRules(configFlag: string | undefined, world: World): Promise<readonly DescribedRule[]> {
  const { resolveRules } = await import('../config/resolve-rules.js');
  const { ruleTextsFor } = await import('../scan/rules/rule-texts-for.js');
  const site = { assetFolder: assetFolder(), cwd: world.cwd, configFlag, environment: world.env };
  const { ruleSet } = await resolveRules({}, [], site);
  const texts = ruleTextsFor(
    ruleSet.rules.map(({ id }) => ({ rule: id })),
    ruleSet,
    site.assetFolder,
  );
  return ruleSet.rules.flatMap((rule) => {
    const text = texts.get(rule.id);
    return text === undefined ? [] : [{ ...text, ...rule }];
  });
}
