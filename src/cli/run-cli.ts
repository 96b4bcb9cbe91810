import { presentError, type Verbosity } from './present-error.js';
import { print } from './print.js';
import type { World } from './world.js';
import { NotStarted } from './wrapper-exit.js';

function verbosityOf(words: readonly string[]): Verbosity {
  const end = words.indexOf('--');
  const flags = end < 0 ? words : words.slice(0, end);
  return flags.includes('--verbose') || flags.includes('-v') ? 'verbose' : 'normal';
}

// Nothing is loaded before it is known to be needed: half of a hook's life is start-up.
async function dispatch(words: readonly string[], world: World): Promise<number> {
  const [first] = words;
  if (first === '--version' || first === '-V') {
    const { readVersion } = await import('./version.js');
    await print(world.stdout, `keepmum ${readVersion()}\n`);
    return 0;
  }
  const { runCommand } = await import('./run-command.js');
  return runCommand(words, world);
}

/**
 * The whole command line.
 *
 * @param words as typed, without `node` and the program
 * @returns the exit code; never throws
 */
export async function runCli(words: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(words, world);
  } catch (error) {
    const { lines, exitCode } = presentError(error instanceof NotStarted ? error.failure : error, verbosityOf(words));
    // With standard error gone there is nobody left to tell; the exit code still does.
    await print(world.stderr, `${lines.join('\n')}\n`).catch(() => {});
    return error instanceof NotStarted ? error.exitCode : exitCode;
  }
}
