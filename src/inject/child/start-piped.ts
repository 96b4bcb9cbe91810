import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { SecretValue } from '../../core/secret-value.js';
import { streamSource } from './byte-source.js';
import { type ChildEnd, endOf } from './child-end.js';
import { cannotRun } from './find-command.js';
import { closeInputs, makePipes } from './make-pipes.js';
import { type StartedChild, signalGroup } from './started-child.js';

/** A command and what it starts with. */
export interface StartRequest {
  /** At least the program. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** `inherit`: what this process reads, the command reads. Otherwise it gets these bytes, and then the end. */
  readonly input: 'inherit' | SecretValue;
}

/**
 * Starts a command whose output comes through pipes, in a session of its own: no signal of a terminal reaches it but through us.
 * @throws KeepmumError `COMMAND_NOT_RUN`
 */
export async function startPiped({ command, env, cwd, input }: StartRequest): Promise<StartedChild> {
  const [program = '', ...words] = command;
  const pipes = await makePipes(2);
  const child = spawn(program, words, {
    cwd,
    env: { ...env },
    detached: true,
    stdio: [input === 'inherit' ? 'inherit' : 'pipe', pipes?.[0]?.input ?? 'pipe', pipes?.[1]?.input ?? 'pipe'],
  });
  closeInputs(pipes);
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? endOf(code ?? 0, undefined) : { kind: 'killed', signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(cannotRun(program, error.code === 'ENOENT' ? 127 : 126));
    });
  });
  // A command that does not want its input is no error of ours.
  child.stdin?.on('error', () => undefined);
  if (input !== 'inherit') child.stdin?.end(input.reveal());
  const pid = child.pid as number;
  return {
    pid,
    outputs: [
      { name: 'stdout', source: pipes?.[0]?.output ?? streamSource(child.stdout as Readable) },
      { name: 'stderr', source: pipes?.[1]?.output ?? streamSource(child.stderr as Readable) },
    ],
    ended,
    signal: (name) => void signalGroup(pid, name),
  };
}
