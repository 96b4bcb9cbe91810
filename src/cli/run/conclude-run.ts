import { resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { RunOutcome } from '../../inject/run/run-outcome.js';
import type { Given } from '../command.js';
import type { RUN_OPTIONS } from '../commands/run-options.js';
import { presentError } from '../present-error.js';
import { print } from '../print.js';
import type { World } from '../world.js';
import type { LeaseRecords } from './lease-records.js';
import { maskedError } from './masked-error.js';
import { maskedLines, runExitCode, sweepLines } from './tell-outcome.js';

type Flags = Given<typeof RUN_OPTIONS>['flags'];

/** What is known of a run besides its outcome. */
export interface RunFacts {
  readonly flags: Flags;
  readonly startedAt: Date;
  readonly records: LeaseRecords;
  mask(text: string): string;
  say(line: string): void;
}

/**
 * Tells what came of a run, writes the receipt, and looks after what others have left.
 *
 * @returns the exit code
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export async function concludeRun(outcome: RunOutcome, facts: RunFacts, world: World): Promise<number> {
  const { flags, mask, say, startedAt, records } = facts;
  if (flags.verbose) maskedLines(outcome).forEach(say);
  sweepLines(outcome).forEach(say);
  if (outcome.failure !== undefined) {
    const { lines } = presentError(maskedError(outcome.failure, mask), flags.verbose ? 'verbose' : 'normal');
    await print(world.stderr, `${lines.join('\n')}\n`);
  }
  const exitCode = runExitCode(outcome, flags['revoke-failure'] === 'warn' ? 'warn' : 'fail');
  if (flags.receipt !== undefined) {
    const { writeReceipt } = await import('./write-receipt.js');
    writeReceipt(resolve(world.cwd, flags.receipt), { startedAt, exitCode, outcome, ...records });
  }
  (await reapOthers(flags, world)).forEach(say);
  return exitCode;
}

/** A fault of others must not change what this run ends with. */
async function reapOthers({ journal, config }: Flags, world: World): Promise<readonly string[]> {
  if (journal === 'off') return [];
  const { reapAside } = await import('./reap-runs.js');
  try {
    return await reapAside(config, world);
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    return [`note: cannot revoke what a run that was killed has left: ${error.message}`];
  }
}
