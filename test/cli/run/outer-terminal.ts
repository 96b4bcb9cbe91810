import { resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';

export const PROGRAM = resolve('dist/keepmum.cjs');

/** A terminal as a person has it, with a program in it. */
export interface OuterTerminal {
  readonly pid: number;
  /** Everything shown so far. */
  text(): string;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Waits until this is shown after `from` characters. */
  until(text: string | RegExp, from?: number): Promise<void>;
  /** Closes the window. */
  close(): void;
  readonly ended: Promise<{ readonly exitCode: number; readonly signal?: number }>;
}

const LONGEST_WAIT_MS = 25_000;

export function openTerminal(command: readonly string[], cwd: string, env: Record<string, string> = {}): OuterTerminal {
  const [program = '', ...words] = command;
  const terminal = spawn(program, words, {
    cols: 100,
    rows: 30,
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, TERM: 'xterm', ...env },
  });
  let text = '';
  let hasEnded = false;
  terminal.onData((data) => {
    text += data;
  });
  const ended = new Promise<{ exitCode: number; signal?: number }>((done) => {
    terminal.onExit((end) => {
      hasEnded = true;
      done(end);
    });
  });
  return {
    pid: terminal.pid,
    text: () => text,
    type: (keys) => terminal.write(keys),
    resize: (columns, rows) => terminal.resize(columns, rows),
    async until(wanted, from = 0) {
      const isThere = () =>
        typeof wanted === 'string' ? text.slice(from).includes(wanted) : wanted.test(text.slice(from));
      const limit = performance.now() + LONGEST_WAIT_MS;
      while (!isThere()) {
        if (hasEnded || performance.now() > limit) throw new Error(`${wanted} was not shown in:\n${text}`);
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    close: () => (terminal as unknown as { destroy(): void }).destroy(),
    ended,
  };
}
