import type { Transform } from 'node:stream';
import type { MaskHits } from '../../mask/hit-counter.js';
import { Masker } from '../../mask/masker.js';
import type { SecretIndex } from '../../mask/secret-index.js';
import type { ChildEnd } from './child-end.js';
import type { ChildHost } from './child-host.js';
import { SignalForwarder } from './forward-signals.js';
import { OutputPassage } from './pass-output.js';
import { type StartRequest, startPiped } from './start-piped.js';
import type { OutputName, StartedChild } from './started-child.js';
import type { TerminalPassage } from './terminal/pass-terminal.js';
import type { TerminalChild } from './terminal/start-in-terminal.js';

/** A command, and what stands between it and its reader. */
export interface ChildRequest extends StartRequest {
  /** `auto`: a terminal of its own if we have one and it gets our input. */
  readonly terminal: 'auto' | 'on' | 'off';
  readonly secrets: SecretIndex;
  /** One more stage for what has been masked. */
  readonly between?: (stream: OutputName) => Transform;
  /** Called when the command runs, with what sends it signals. */
  readonly onStart?: (child: Pick<StartedChild, 'pid' | 'signal'>) => void;
  /** Milliseconds before a command that was told twice to end is killed; default 1000. */
  readonly grace?: number;
}

export interface ChildOutcome {
  readonly end: ChildEnd;
  /** What was masked on each stream. */
  readonly hits: Readonly<Record<OutputName, readonly MaskHits[]>>;
}

/** How long a prompt that could be the start of a secret is held back on a terminal. */
const PROMPT_MS = 100;

/**
 * Runs a command to its end, its output masked on the way to ours. Signals that we get are the command's.
 *
 * @throws KeepmumError `COMMAND_NOT_RUN`; whatever a stage fails with, after the command has been ended
 */
export async function runChild(request: ChildRequest, host: ChildHost): Promise<ChildOutcome> {
  const hasTerminal = request.input === 'inherit' && host.terminal !== undefined;
  if (request.terminal === 'on' || (request.terminal === 'auto' && hasTerminal)) {
    const { startInTerminal } = await import('./terminal/start-in-terminal.js');
    const child = await startInTerminal(request, host.terminal?.size() ?? { columns: 80, rows: 24 });
    return attend(child, request, host, child);
  }
  return attend(await startPiped(request), request, host, undefined);
}

async function attend(
  child: StartedChild,
  request: ChildRequest,
  host: ChildHost,
  inTerminal: TerminalChild | undefined,
): Promise<ChildOutcome> {
  let terminal: TerminalPassage | undefined;
  const signals = new SignalForwarder(child, {
    host,
    onStop: () => terminal?.leave(),
    onContinue: () => terminal?.enter(),
    ...(request.grace !== undefined && { grace: request.grace }),
  });
  const withdraw = host.onExit(() => {
    child.signal('SIGHUP');
    terminal?.close();
  });
  try {
    if (inTerminal !== undefined && host.terminal !== undefined) {
      const { TerminalPassage } = await import('./terminal/pass-terminal.js');
      terminal = new TerminalPassage(host.terminal, inTerminal, () => signals.stop());
    }
    request.onStart?.(child);
    return await passOutputs(child, request, host, signals);
  } finally {
    signals.close();
    terminal?.close();
    withdraw();
  }
}

async function passOutputs(
  child: StartedChild,
  request: ChildRequest,
  host: ChildHost,
  signals: SignalForwarder,
): Promise<ChildOutcome> {
  const flushing = child.outputs.length === 1 ? { flushAfter: PROMPT_MS } : {};
  const maskers: Partial<Record<OutputName, Masker>> = {};
  const passages = child.outputs.map(({ name, source }) => {
    const masker = new Masker(request.secrets);
    maskers[name] = masker;
    return new OutputPassage(source, { masker, between: request.between?.(name), ...flushing }, host[name]);
  });
  // What cannot be masked must not go on being written.
  Promise.all(passages.map(({ done }) => done)).catch(() => child.signal('SIGKILL'));
  const end = await child.ended;
  const abandoned = new Promise<void>((resolve) => signals.abandonOnEnd(resolve));
  const results = await Promise.allSettled(passages.map((passage) => passage.finish(abandoned)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return { end, hits: { stdout: maskers.stdout?.hits() ?? [], stderr: maskers.stderr?.hits() ?? [] } };
}
