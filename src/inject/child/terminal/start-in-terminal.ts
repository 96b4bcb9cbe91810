import { Readable } from 'node:stream';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { streamSource } from '../byte-source.js';
import { type ChildEnd, endOf } from '../child-end.js';
import type { StartRequest } from '../start-piped.js';
import { type StartedChild, signalGroup } from '../started-child.js';

/** A command in a terminal of its own. */
export interface TerminalChild extends StartedChild {
  /** Path of its side of the terminal. */
  readonly device: string;
  /** What is typed. */
  write(bytes: Buffer): void;
  resize(size: { readonly columns: number; readonly rows: number }): void;
}

type Pty = typeof import('@lydell/node-pty');

/** @throws KeepmumError `REFUSED` where there is no such library for this machine */
async function loadPty(): Promise<Pty> {
  try {
    return await import('@lydell/node-pty');
  } catch (cause) {
    throw new KeepmumError(
      'REFUSED',
      `cannot give the command a terminal: there is none for ${process.platform} ${process.arch}, expected a pipe`,
      { hints: ['--pty off runs it with pipes'], cause },
    );
  }
}

/**
 * Starts a command whose input and output are a new terminal, which it controls.
 * @throws KeepmumError `REFUSED` where there is no such library for this machine
 */
export async function startInTerminal(
  { command, env, cwd }: Omit<StartRequest, 'input'>,
  size: { readonly columns: number; readonly rows: number },
): Promise<TerminalChild> {
  const { spawn } = await loadPty();
  const [program = '', ...words] = command;
  const terminal = spawn(program, words, {
    cwd,
    env: { ...env },
    name: env.TERM ?? 'xterm',
    cols: Math.max(1, size.columns),
    rows: Math.max(1, size.rows),
    // Bytes, not text: a character may be cut in two.
    encoding: null,
  });
  const source = new Readable({ read: () => terminal.resume() });
  terminal.onData((bytes: string | Buffer) => {
    if (!source.push(bytes)) terminal.pause();
  });
  let hasEnded = false;
  const ended = new Promise<ChildEnd>((resolve) => {
    terminal.onExit(({ exitCode, signal }) => {
      hasEnded = true;
      source.push(null);
      resolve(endOf(exitCode, signal));
    });
  });
  return {
    pid: terminal.pid,
    device: (terminal as unknown as { readonly ptsName: string }).ptsName,
    outputs: [{ name: 'stdout', source: streamSource(source) }],
    ended,
    signal: (name) => void signalGroup(terminal.pid, name),
    write: (bytes) => {
      if (!hasEnded) terminal.write(bytes as unknown as string);
    },
    resize: ({ columns, rows }) => {
      if (!hasEnded && columns > 0 && rows > 0) terminal.resize(columns, rows);
    },
  };
}
