import { assetFolder } from '../../core/asset-folder.js';
import type { GuardResult } from '../../guard/guard-result.js';
import type { RuleSet } from '../../scan/rules/rule.js';
import { ruleTextsFor } from '../../scan/rules/rule-texts-for.js';
import { deliverReports } from '../deliver-reports.js';
import { noteLine } from '../present-error.js';
import type { PlannedReport } from '../report-plan.js';
import { readVersion } from '../version.js';
import type { World } from '../world.js';

/** What was asked for, and of what there is to tell. */
interface Told {
  readonly plan: readonly PlannedReport[];
  readonly rules: RuleSet;
  readonly startedAt: Date;
  readonly flags: { readonly verbose?: true; readonly quiet?: true; readonly color?: string };
}

/** Standard output carries the stream, so what would go there goes to standard error; without findings, only what was asked for. */
export async function tellGuarded(result: GuardResult, told: Told, world: World): Promise<void> {
  const { plan, rules, startedAt, flags } = told;
  const isSilent = result.findings.length === 0 && !flags.verbose;
  const wanted = plan.filter(({ format, file }) => !(isSilent && format === 'text' && file === undefined));
  const { stderr, audience } = world;
  await deliverReports(
    wanted,
    { ...result, rules: ruleTextsFor(result.findings, rules, assetFolder()), version: readVersion(), startedAt },
    { colour: flags.color, audience: 'shared' },
    { ...world, stdout: stderr, audience: { ...audience, stdout: audience.stderr } },
  );
  if (result.shownInPart > 0 && !flags.quiet) stderr.write(`${noteLine(shownText(result.shownInPart))}\n`);
}

function shownText(count: number): string {
  const findings = count === 1 ? '1 credential was' : `${count} credentials were`;
  return `${findings} out in part before it could be known: the text came with pauses`;
}
