import { forbidCoreDumps } from '../child/core-dumps.js';
import { Handover } from '../child/delivery/handover.js';
import { findCommand } from '../child/find-command.js';
import type { ResolvedSecret } from '../resolve/resolved-secret.js';
import { attendChild } from './attend-child.js';
import { handOver } from './hand-over.js';
import { lookAround } from './look-around.js';
import type { RunOutcome } from './run-outcome.js';
import type { RunRequest } from './run-request.js';
import { RunSignals } from './run-signals.js';
import type { RunTools } from './run-tools.js';

/** What there is to say about secrets without their values. */
type Described = Pick<RunOutcome, 'secrets'>;

/**
 * Fetches secrets, hands them to a command, masks its output, looks for them in what it leaves behind, and gives back what was lent:
 * the last three in whatever way it ends.
 *
 * @throws KeepmumError if it fails before the command is started; what fails later is in the outcome
 */
export async function run(request: RunRequest, tools: RunTools): Promise<RunOutcome> {
  const signals = new RunSignals(tools.host);
  const handover = new Handover(request.places);
  const withdraw = tools.host.onExit(() => handover.close());
  const startedAt = Date.now();
  let leases: RunOutcome['leases'] = 'given-back';
  try {
    const secrets = await fetchSecrets(request, tools, signals);
    if (secrets === undefined) return stopped(signals, [], await tools.care.end());
    const own = await handOver(request, tools, handover, secrets);
    const described: Described = { secrets: secrets.map(({ value: _, ...rest }) => rest) };
    if (signals.stoppedBy !== undefined) return stopped(signals, described.secrets, await tools.care.end());
    const outcome = await attendChild(request, tools, { handover, signals, secrets });
    handover.close();
    const manner = request.keep === 'leases' ? 'keep' : 'give-back';
    const around = { known: tools.known, watch: tools.watch, own, startedAt, stop: signals.stop };
    const [looked, ended] = await Promise.all([settle(lookAround(request, around)), tools.care.end(manner)]);
    leases = ended;
    return { ...described, ...looked, ...outcome, leases };
  } catch (error) {
    handover.close();
    leases = await tools.care.end();
    if (signals.stoppedBy !== undefined) return stopped(signals, [], leases);
    throw error;
  } finally {
    handover.close();
    withdraw();
    signals.close();
  }
}

/** What fails after the command must not be taken for something that kept it from being started. */
async function settle(looking: ReturnType<typeof lookAround>): Promise<Pick<RunOutcome, 'sweep' | 'failure'>> {
  try {
    const sweep = await looking;
    return sweep === undefined ? {} : { sweep };
  } catch (failure) {
    return { failure };
  }
}

function stopped({ stoppedBy }: RunSignals, secrets: RunOutcome['secrets'], leases: RunOutcome['leases']): RunOutcome {
  return { secrets, masked: [], leases, ...(stoppedBy !== undefined && { stoppedBy }) };
}

/** Everything that can be known to be wrong is said before a store is asked. */
async function fetchSecrets(
  request: RunRequest,
  tools: RunTools,
  signals: RunSignals,
): Promise<readonly ResolvedSecret[] | undefined> {
  const { command, cwd, environment } = request;
  if (command[0] !== undefined) {
    const found = findCommand(command[0], { path: environment.PATH, cwd });
    if (found.code !== 0) throw found.error;
  }
  const [resolved] = await Promise.all([tools.resolve(signals.stop), forbidCoreDumps(tools.host.pid)]);
  // Also what a fault keeps from being used has been lent.
  await tools.care.begin(resolved);
  if (signals.stoppedBy !== undefined) return undefined;
  if (resolved.problem !== undefined) throw resolved.problem;
  return resolved.secrets;
}
