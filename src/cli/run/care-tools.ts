import { ciTimeLimit } from '../../config/ci-time-limit.js';
import { journalFolder } from '../../config/state-folder.js';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { deliveryOf, type RunRequest } from '../../inject/run/run-request.js';
import type { CareTools } from '../../inject/run/store-care.js';
import type { Given } from '../command.js';
import type { RUN_OPTIONS } from '../commands/run-options.js';
import type { World } from '../world.js';
import { journalOf, type LeaseRecords, leaseLines, revocationLines } from './lease-records.js';

/** How a run cares for leases: what the flags say of time and of what is kept, and what people are told. */
export function careTools(
  flags: Given<typeof RUN_OPTIONS>['flags'],
  env: World['env'],
  request: RunRequest,
  { say, records }: { say(line: string): void; readonly records: LeaseRecords },
): CareTools {
  const { notify } = flags;
  // What the host allows is only told of; what the flag says is kept to as well.
  const timeLimit = request.timeLimit ?? ciTimeLimit(env, SYSTEM_CLOCK.wall());
  const journal = flags.journal === 'off' ? undefined : journalOf(journalFolder(env));
  return {
    clock: SYSTEM_CLOCK,
    random: Math.random,
    ...(journal !== undefined && { journal }),
    ...(notify !== undefined && { notify: `SIG${notify}` as NodeJS.Signals }),
    ...(timeLimit !== undefined && { timeLimit }),
    inFile: (name) => deliveryOf(name, request) === 'file',
    tell: (event) => {
      records.events.push(event);
      leaseLines(event, flags.verbose ? 'verbose' : 'normal').forEach(say);
    },
    onRevoked: (revocations, logins) => {
      Object.assign(records, { revocations, logins });
      revocationLines(revocations).forEach(say);
    },
  };
}
