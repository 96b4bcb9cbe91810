import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { ExecCall } from './exec-command.js';

/** Where commands run. */
export interface ExecPlace {
  /** Absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A helper that the command left behind may hold its output open; what matters has been printed by then. */
const AFTER_EXIT_MILLISECONDS = 1000;

// Its own messages may hold the secret, or how to get it, so none of them is shown.
function failed({ path, argv }: ExecCall, found: string, cause?: unknown): KeepmumError {
  const message = `cannot read "exec://${path}": "${basename(argv[0] ?? '')}" ${found}`;
  const hint = 'run the command by hand to see why; keepmum shows nothing of what it prints';
  return new KeepmumError('STORE_FAILED', message, { hints: [hint], cause });
}

function startFailure(call: ExecCall, cause: NodeJS.ErrnoException): KeepmumError {
  return failed(call, cause.code === 'ENOENT' ? 'was not found' : `could not be started: ${cause.code}`, cause);
}

// The command leads a group of its own, so that what it has started goes with it.
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** How a command ended. */
interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endingOf(child: ChildProcess, call: ExecCall): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(startFailure(call, cause)));
    child.on('exit', (code, signal) => {
      const end = (): void => resolve({ code, signal });
      const timer = setTimeout(end, AFTER_EXIT_MILLISECONDS);
      child.on('close', () => {
        clearTimeout(timer);
        end();
      });
    });
  });
}

/** What it prints, at most one byte more than is allowed. */
function collect(child: ChildProcess, most: number, onTooMuch: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > most) onTooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}

/**
 * Runs the command to its end and gives what it printed.
 *
 * @throws KeepmumError `STORE_FAILED`; the signal's reason when it aborts
 */
export async function runCall(call: ExecCall, place: ExecPlace, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const [program = '', ...words] = call.argv;
  const child = spawn(program, words, {
    cwd: place.folder,
    env: place.environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let stopped: string | undefined;
  const stop = (why: string): void => {
    stopped ??= why;
    killGroup(child);
  };
  const onAbort = (): void => stop('was stopped');
  signal.addEventListener('abort', onAbort);
  const timer = setTimeout(() => stop(`took longer than ${call.timeLimit} ms`), call.timeLimit);
  const output = collect(child, call.maxOutput, () => stop(`printed more than ${call.maxOutput} bytes`));
  try {
    const ending = await endingOf(child, call);
    signal.throwIfAborted();
    if (stopped !== undefined) throw failed(call, stopped);
    if (ending.code !== 0) throw failed(call, `ended with ${ending.signal ?? `exit code ${ending.code}`}`);
    return output();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    child.stdout?.destroy();
  }
}
