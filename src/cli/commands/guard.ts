import { pipeline } from 'node:stream/promises';
import { readCount, readDuration } from '../../config/quantity.js';
import { resolveScan } from '../../config/resolve-scan.js';
import { assetFolder } from '../../core/asset-folder.js';
import { createGuard, DEFAULT_HOLD, type Guard } from '../../guard/guard.js';
import { SecretIndex } from '../../mask/secret-index.js';
import type { RuleSet } from '../../scan/rules/rule.js';
import type { Flags, Given } from '../command.js';
import { EXIT } from '../exit-code.js';
import { noteLine } from '../present-error.js';
import { type PlannedReport, planReports } from '../report-plan.js';
import { shortfallOf } from '../shortfall.js';
import type { World } from '../world.js';
import { NotStarted } from '../wrapper-exit.js';
import type { GUARD_OPTIONS } from './guard-options.js';
import { tellGuarded } from './guard-report.js';
import { collectSecrets, namesIn, referencesIn } from './known-secrets.js';
import { settingsFromFlags } from './scan-settings.js';

type GuardFlags = Flags<typeof GUARD_OPTIONS>;

const STDIN = '-';

/**
 * Copies standard input, or what a command writes, guarded. A reader that goes away early is no error.
 *
 * @returns the exit code
 * @throws KeepmumError `USAGE`, `CONFIG_INVALID`, `PATH_NOT_FOUND`, `REFUSED`, `INCOMPLETE`
 */
export async function runGuard({ operands, flags }: Given<typeof GUARD_OPTIONS>, world: World): Promise<number> {
  const startedAt = new Date();
  const ready = await prepare(flags, world).catch((error: unknown) => {
    throw operands.length > 0 ? new NotStarted(error) : error;
  });
  const own = operands.length > 0 ? await passCommand(operands, ready, world) : await passInput(ready.guard, world);
  const result = ready.guard.result();
  await tellGuarded(result, { ...ready, startedAt, flags }, world);
  if (own !== EXIT.clean) return own;
  const shortfall = shortfallOf(result.coverage, 'full');
  if (shortfall !== undefined) throw shortfall;
  return result.findings.length === 0 ? EXIT.clean : ready.findingsCode;
}

async function passInput(guard: Guard, world: World): Promise<number> {
  try {
    await pipeline(world.stdin, guard.stream(STDIN), world.stdout.stream, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE' && !world.stdout.stream.destroyed) throw error;
  }
  return EXIT.clean;
}

/** @returns the exit code that tells how the command ended */
async function passCommand(command: readonly string[], { guard, secrets }: Ready, world: World): Promise<number> {
  const { findCommand } = await import('../../inject/child/find-command.js');
  const { runChild } = await import('../../inject/child/run-child.js');
  const { exitCodeOf } = await import('../../inject/child/child-end.js');
  const { cwd } = world;
  const env = Object.fromEntries(
    Object.entries(world.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  let isStarted = false;
  try {
    const found = findCommand(command[0] ?? '', { path: env.PATH, cwd });
    if (found.code !== 0) throw found.error;
    const { end } = await runChild(
      {
        command,
        cwd,
        env,
        input: 'inherit',
        terminal: 'auto',
        secrets,
        between: (stream) => guard.maskedStream(stream),
        onStart: () => {
          isStarted = true;
        },
      },
      await world.childHost(),
    );
    return exitCodeOf(end);
  } catch (error) {
    throw isStarted ? error : new NotStarted(error);
  }
}

interface Ready {
  readonly guard: Guard;
  readonly secrets: SecretIndex;
  readonly rules: RuleSet;
  readonly plan: readonly PlannedReport[];
  readonly findingsCode: number;
}

/** Everything that can be wrong with the command line is found out before anything passes. */
async function prepare(flags: GuardFlags, world: World): Promise<Ready> {
  const { env, cwd, cores } = world;
  const plan = planReports(flags, cwd);
  const findingsCode = readExitCode(flags['exit-code']);
  const hold = readHold(flags['flush-after']);
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
  return { guard: createGuard({ ...request, secrets, hold }), secrets, rules: request.rules, plan, findingsCode };
}

function readHold(text: string | undefined): number | 'never' {
  if (text === undefined) return DEFAULT_HOLD;
  return text === 'never' ? text : readDuration({ text, where: () => '"--flush-after"', code: 'USAGE' });
}

function readExitCode(text: string | undefined): number {
  return text === undefined ? EXIT.findings : readCount({ text, where: () => '"--exit-code"', code: 'USAGE' }, 0, 255);
}
