import { pipeline } from 'node:stream/promises';
import { readCount, readDuration } from '../../config/quantity.js';
import { resolveScan } from '../../config/resolve-scan.js';
import { assetFolder } from '../../core/asset-folder.js';
import { createGuard, DEFAULT_HOLD, type Guard, type GuardResult } from '../../guard/guard.js';
import { SecretIndex } from '../../mask/secret-index.js';
import type { RuleSet } from '../../scan/rules/rule.js';
import { ruleTextsFor } from '../../scan/rules/rule-texts-for.js';
import type { Flags } from '../command.js';
import { deliverReports } from '../deliver-reports.js';
import { EXIT } from '../exit-code.js';
import { noteLine } from '../present-error.js';
import { type PlannedReport, planReports } from '../report-plan.js';
import { shortfallOf } from '../shortfall.js';
import { readVersion } from '../version.js';
import type { World } from '../world.js';
import type { GUARD_OPTIONS } from './guard-options.js';
import { collectSecrets, namesIn, referencesIn } from './known-secrets.js';
import { settingsFromFlags } from './scan-settings.js';

type GuardFlags = Flags<typeof GUARD_OPTIONS>;

const STDIN = '-';

/**
 * Copies standard input to standard output, guarded. A reader that goes away early is no error.
 *
 * @returns the exit code
 * @throws KeepmumError `USAGE`, `CONFIG_INVALID`, `PATH_NOT_FOUND`, `REFUSED`, `INCOMPLETE`
 */
export async function runGuard(flags: GuardFlags, world: World): Promise<number> {
  const plan = planReports(flags, world.cwd);
  const findingsCode = readExitCode(flags['exit-code']);
  const startedAt = new Date();
  const { guard, rules } = await prepare(flags, world);
  try {
    await pipeline(world.stdin, guard.stream(STDIN), world.stdout.stream, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE' && !world.stdout.stream.destroyed) throw error;
  }
  const result = guard.result();
  await tell(result, { plan, rules, startedAt, flags }, world);
  const shortfall = shortfallOf(result.coverage, 'full');
  if (shortfall !== undefined) throw shortfall;
  return result.findings.length === 0 ? EXIT.clean : findingsCode;
}

async function prepare(flags: GuardFlags, world: World): Promise<{ guard: Guard; rules: RuleSet }> {
  const { env, cwd, cores } = world;
  const { request, notes } = await resolveScan(
    { paths: [STDIN], settings: settingsFromFlags(flags), values: 'hidden', lineHashes: 'unwanted' },
    { assetFolder: assetFolder(), cwd, cores, configFlag: flags.config, environment: env },
  );
  if (flags.verbose) for (const note of notes) world.stderr.write(`${noteLine(note)}\n`);
  const maskText = flags['mask-text'];
  const secrets = new SecretIndex({
    shortSecrets: flags['mask-short'] ? 'mask' : 'refuse',
    onWarning: (message) => world.stderr.write(`${noteLine(message)}\n`),
    ...(maskText !== undefined && { maskText }),
  });
  const known = {
    env: namesIn(flags.env),
    references: referencesIn(flags.references),
    config: flags.config,
    ...(flags.values !== undefined && { values: flags.values }),
  };
  for (const secret of await collectSecrets(known, world)) secrets.add(secret);
  secrets.maskText();
  return { guard: createGuard({ ...request, secrets, hold: readHold(flags['flush-after']) }), rules: request.rules };
}

function readHold(text: string | undefined): number | 'never' {
  if (text === undefined) return DEFAULT_HOLD;
  return text === 'never' ? text : readDuration({ text, where: () => '"--flush-after"', code: 'USAGE' });
}

function readExitCode(text: string | undefined): number {
  return text === undefined ? EXIT.findings : readCount({ text, where: () => '"--exit-code"', code: 'USAGE' }, 0, 255);
}

/** Standard output carries the stream, so what would go there goes to standard error; without findings, only what was asked for. */
async function tell(
  result: GuardResult,
  told: { plan: readonly PlannedReport[]; rules: RuleSet; startedAt: Date; flags: GuardFlags },
  world: World,
): Promise<void> {
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
