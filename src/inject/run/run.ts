import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import { forbidCoreDumps } from '../child/core-dumps.js';
import { exportSecrets, type OwnPart } from '../child/delivery/export-secrets.js';
import { Handover } from '../child/delivery/handover.js';
import { findCommand } from '../child/find-command.js';
import { registerMasks } from '../child/register-masks.js';
import { type ChildOutcome, type ChildRequest, runChild } from '../child/run-child.js';
import type { OutputName } from '../child/started-child.js';
import { inheritedEnvironment } from '../environment/inherited-environment.js';
import { refuseArguments } from '../environment/refuse-argument.js';
import type { ResolvedSecret } from '../resolve/resolved-secret.js';
import { lookAround } from './look-around.js';
import type { RunOutcome } from './run-outcome.js';
import { deliveryOf, type RunRequest } from './run-request.js';
import { RunSignals } from './run-signals.js';
import type { RunControl, RunTools } from './run-tools.js';
import { limitTime } from './time-limit.js';

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
    const outcome = await attend(request, tools, { handover, signals, secrets });
    handover.close();
    const manner = request.keep === 'leases' ? 'keep' : 'give-back';
    const around = { known: tools.known, watch: tools.watch, own, startedAt, stop: signals.stop };
    const [looked, ended] = await Promise.all([settle(lookAround(request, around)), tools.care.end(manner)]);
    leases = ended;
    return { ...described, ...looked, ...outcome, leases };
  } catch (error) {
    handover.close();
    await tools.care.end();
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

/** @returns what we wrote ourselves where secrets are looked for afterwards */
async function handOver(
  request: RunRequest,
  { known, tell, host }: RunTools,
  handover: Handover,
  secrets: readonly ResolvedSecret[],
): Promise<readonly OwnPart[]> {
  refuseArguments(
    request.command,
    secrets.map(({ name }) => name),
  );
  for (const { name, value } of secrets) if (!request.unmasked.includes(name)) known.add(name, value);
  known.index.maskText();
  if (request.ciHost !== undefined) {
    await registerMasks(request.ciHost, known.values, { tell, channel: host.commands });
  }
  const values = new Map(secrets.map(({ name, value }) => [name, value]));
  await handover.deliver(secrets.map(({ name, value }) => ({ name, value, kind: deliveryOf(name, request) })));
  for (const template of request.templates) handover.fill(template, values);
  if (handover.folder?.kind === 'disk') {
    tell(`there is no file system in memory here, so secrets are in files on a disk: "${handover.folder.path}"`);
  }
  return request.exports.flatMap((target) => exportSecrets(target, values));
}

interface Attendance {
  readonly handover: Handover;
  readonly signals: RunSignals;
  readonly secrets: readonly ResolvedSecret[];
}

async function attend(
  request: RunRequest,
  tools: RunTools,
  { handover, signals, secrets }: Attendance,
): Promise<Pick<RunOutcome, 'end' | 'masked' | 'failure'>> {
  if (request.command.length === 0) return { masked: [] };
  let isStarted = false;
  let withdrawLimit = (): void => {};
  const childRequest: ChildRequest = {
    command: request.command,
    cwd: request.cwd,
    env: { ...inheritedEnvironment(request.environment, request.inheritance), ...handover.env },
    input: inputOf(request.input, secrets),
    terminal: request.terminal,
    secrets: tools.known.index,
    ...(tools.watch?.stage !== undefined && { between: tools.watch.stage }),
    onStart: (child: RunControl['child']) => {
      isStarted = true;
      if (request.timeLimit !== undefined) withdrawLimit = limitTime(child, request.timeLimit, tools.tell);
      tools.care.attend({
        child,
        replaceFile(name, value) {
          if (!request.unmasked.includes(name)) tools.known.add(name, value);
          return handover.replaceFile(name, value);
        },
      });
    },
  };
  try {
    const outcome = await signals.during(() => runChild(childRequest, tools.host));
    return { end: outcome.end, masked: namedHits(outcome, tools) };
  } catch (failure) {
    if (!isStarted) throw failure;
    return { masked: [], failure };
  } finally {
    withdrawLimit();
  }
}

function inputOf(name: string | undefined, secrets: readonly ResolvedSecret[]): 'inherit' | SecretValue {
  if (name === undefined) return 'inherit';
  const secret = secrets.find((one) => one.name === name);
  if (secret !== undefined) return secret.value;
  throw new KeepmumError('USAGE', `cannot give "${name}" on standard input: there is no such secret`, {
    hints: [`name it with -e ${name}=REFERENCE, or --stdin ${name}=REFERENCE`],
  });
}

function namedHits({ hits }: ChildOutcome, { known }: RunTools): RunOutcome['masked'] {
  return (['stdout', 'stderr'] as const).flatMap((stream: OutputName) =>
    hits[stream].flatMap((hit) => {
      const name = known.nameOf(hit);
      return name === undefined ? [] : [{ stream, name, form: hit.form, count: hit.count }];
    }),
  );
}
