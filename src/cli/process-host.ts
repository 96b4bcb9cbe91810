import { execFileSync } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { isatty, type ReadStream } from 'node:tty';
import type { ChildHost, HostTerminal } from '../inject/child/child-host.js';
import { processGroups } from '../inject/child/terminal/process-groups.js';

/** Assumed where the system does not tell. */
function isInForeground(): boolean {
  const groups = processGroups(process.pid);
  return groups === undefined || groups.own === groups.foreground;
}

function setMode(mode: 'raw' | 'cooked'): void {
  const input = process.stdin as ReadStream;
  try {
    input.setRawMode(mode === 'raw');
    // Node leaves line feeds to the terminal, which would add returns of its own to those of the command's terminal.
    if (mode === 'raw') execFileSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
  } catch {
    // The terminal is gone; so there is nothing to leave in order.
  }
}

function processTerminal(): HostTerminal {
  return {
    get input() {
      return process.stdin;
    },
    size: () => ({ columns: process.stdout.columns ?? 80, rows: process.stdout.rows ?? 24 }),
    setMode,
    isInForeground,
    onResize(listener) {
      process.stdout.on('resize', listener);
      return () => process.stdout.off('resize', listener);
    },
  };
}

/**
 * Standard error: what is piped on or kept in a file is nearly always standard output. Hosts look for commands in both.
 */
function commandChannel(): Pick<ChildHost, 'commands'> {
  return fstatSync(2).isFile() ? {} : { commands: process.stderr };
}

/** The real process, for a command that runs another one in its place. */
export function processHost(): ChildHost {
  return {
    pid: process.pid,
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    ...commandChannel(),
    ...([0, 1, 2].every((descriptor) => isatty(descriptor)) && { terminal: processTerminal() }),
    onSignal(signal, listener) {
      process.on(signal, listener);
      return () => process.off(signal, listener);
    },
    suspend: () => process.kill(process.pid, 'SIGSTOP'),
    onExit(last) {
      process.on('exit', last);
      return () => process.off('exit', last);
    },
  };
}
