import { spawnSync } from 'node:child_process';
import { KeepmumError } from '../core/keepmum-error.js';

/** Where git is asked, and with which variables: the user's own, for it is about the user's own settings. */
export interface GitPlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What git printed, without the line feed at its end; `undefined` when it said no. */
export interface GitAnswer {
  readonly output: string | undefined;
  readonly complaint: string;
}

/**
 * Asks git about settings, folders and refs. Only commands are used that start no program which a repository could name.
 *
 * @throws KeepmumError REFUSED when git cannot be started
 */
export function askGit({ folder, environment }: GitPlace, args: readonly string[], input = ''): GitAnswer {
  const answer = spawnSync('git', [...args], {
    cwd: folder,
    // What a remote keeps is not fetched for a question.
    env: { ...environment, GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1', LC_ALL: 'C' },
    encoding: 'utf8',
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  if (answer.error !== undefined) {
    throw new KeepmumError(
      'REFUSED',
      `cannot start git in "${folder}": ${answer.error.message}, expected git on PATH`,
      {
        hints: ['install git'],
        cause: answer.error,
      },
    );
  }
  return {
    output: answer.status === 0 ? answer.stdout.replace(/\r?\n$/, '') : undefined,
    complaint: answer.stderr.split('\n', 1)[0] ?? '',
  };
}
