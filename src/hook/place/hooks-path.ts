import { askGit, type GitPlace } from '../ask-git.js';

/** The setting core.hooksPath. */
export interface HooksPath {
  /** As written, `~` resolved. */
  readonly value: string;
  /** `system`, `global`, `local`, `worktree` or `command`. */
  readonly scope: string;
  /** Where it is written: a file, or what else git says. */
  readonly origin: string;
}

/** The core.hooksPath that counts in a folder, if there is one. */
export function readHooksPath(place: GitPlace, which: 'effective' | 'global' = 'effective'): HooksPath | undefined {
  const where = which === 'global' ? ['--global', '--includes'] : [];
  const { output } = askGit(place, [
    'config',
    ...where,
    '--null',
    '--type=path',
    '--show-scope',
    '--show-origin',
    '--get',
    'core.hooksPath',
  ]);
  if (output === undefined) return undefined;
  const [scope = '', origin = '', value = ''] = output.split('\0');
  return { value, scope, origin: origin.replace(/^file:/, '') };
}
