import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { Handover } from '../child/delivery/handover.js';
import { type ChildOutcome, type ChildRequest, runChild } from '../child/run-child.js';
import type { OutputName } from '../child/started-child.js';
import { inheritedEnvironment } from '../environment/inherited-environment.js';
import type { ResolvedSecret } from '../resolve/resolved-secret.js';
import type { RunOutcome } from './run-outcome.js';
import type { RunRequest } from './run-request.js';
import type { RunSignals } from './run-signals.js';
import type { RunControl, RunTools } from './run-tools.js';
import { limitTime } from './time-limit.js';

/** What a command needs besides its request. */
interface Attendance {
  readonly handover: Handover;
  readonly signals: RunSignals;
  readonly secrets: readonly ResolvedSecret[];
}

/** Runs the command to its end. What fails after its start is in the outcome. @throws KeepmumError if it cannot be started */
export async function attendChild(
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
      signals.handOver(child);
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
    const outcome = await runChild(childRequest, tools.host);
    return { end: outcome.end, masked: namedHits(outcome, tools) };
  } catch (failure) {
    if (!isStarted) throw failure;
    return { masked: [], failure };
  } finally {
    withdrawLimit();
    signals.takeBack();
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
