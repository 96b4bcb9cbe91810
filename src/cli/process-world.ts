import { fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isatty } from 'node:tty';
import { descriptorOutput } from './output.js';
import type { Audience, World } from './world.js';

const STDOUT = 1;
const STDERR = 2;
const FALLBACK_COLUMNS = 80;
const OTHERS_MAY_READ = 0o077;

/** /dev/null and its kin have the major number 1 on Linux, where no terminal has it. */
function isMemoryDevice(rdev: number): boolean {
  return process.platform === 'linux' && rdev >> 8 === 1;
}

function audienceOf(descriptor: number): Audience {
  try {
    const stats = fstatSync(descriptor);
    // Asking for a terminal loads the network modules; what is no device is none, and neither is /dev/null.
    if (stats.isCharacterDevice() && !isMemoryDevice(stats.rdev) && isatty(descriptor)) return 'terminal';
    return stats.isFile() && (stats.mode & OTHERS_MAY_READ) === 0 ? 'private-file' : 'other';
  } catch {
    return 'other';
  }
}

// A listener takes the signal's own effect away, so afterwards the signal is sent again: whoever waits for this
// process then sees that it was stopped, not that it ended.
function onInterrupt(cleanUp: () => void): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    takeBack();
    cleanUp();
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const takeBack = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return takeBack;
}

/** The real process. Standard input is opened at first use. */
export function processWorld(): World {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: descriptorOutput(STDOUT, () => process.stdout),
    stderr: descriptorOutput(STDERR, () => process.stderr),
    get cwd() {
      return process.cwd();
    },
    get audience() {
      return { stdout: audienceOf(STDOUT), stderr: audienceOf(STDERR) };
    },
    get columns() {
      return process.stderr.columns ?? FALLBACK_COLUMNS;
    },
    get cores() {
      return availableParallelism();
    },
    env: process.env,
    onInterrupt,
    childHost: async () => (await import('./process-host.js')).processHost(),
  };
}
