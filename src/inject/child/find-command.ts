import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';

/** Where programs are looked for if there is no PATH, as the C library does. */
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin';

/** What a shell answers: 126 it is there and cannot be run, 127 it is not there. */
export type Runnable =
  | { readonly code: 0; readonly file: string }
  | { readonly code: 126 | 127; readonly error: KeepmumError };

/** Looks for a command as `execvp` would, so that a misspelt one costs no secret. */
export function findCommand(
  command: string,
  place: { readonly path: string | undefined; readonly cwd: string },
): Runnable {
  const folders = (place.path ?? USUAL_PATH).split(delimiter);
  const candidates = command.includes('/')
    ? [resolve(place.cwd, command)]
    : folders.map((folder) => resolve(place.cwd, join(folder === '' ? '.' : folder, command)));
  let code: 126 | 127 = 127;
  for (const file of command === '' ? [] : candidates) {
    const kind = kindOf(file);
    if (kind === 'program') return { code: 0, file };
    if (kind !== 'nothing') code = 126;
  }
  return { code, error: cannotRun(command, code) };
}

function kindOf(file: string): 'program' | 'other' | 'nothing' {
  try {
    if (!statSync(file).isFile()) return 'other';
    accessSync(file, constants.X_OK);
    return 'program';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'other' : 'nothing';
  }
}

/** Also for what only the attempt shows: a script whose interpreter is missing, a program for another machine. */
export function cannotRun(command: string, code: 126 | 127): KeepmumError {
  const found = code === 127 ? 'not found' : 'it cannot be executed';
  const hint = command.includes(' ')
    ? 'write the words of the command apart, or use sh -c for a line of shell'
    : code === 127
      ? 'it is looked for in the PATH that the command would have'
      : 'is it a program, and may you run it?';
  const kind = code === 127 ? 'COMMAND_NOT_FOUND' : 'COMMAND_NOT_RUN';
  return new KeepmumError(kind, `cannot run "${command}": ${found}, expected a program`, {
    hints: [hint],
  });
}
