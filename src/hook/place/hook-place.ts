import { existsSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { askGit, type GitPlace } from '../ask-git.js';
import type { Reach } from '../block/make-block.js';
import { type HooksPath, readHooksPath } from './hooks-path.js';

/** A repository, as far as its hooks are concerned; all folders absolute. */
export interface HookPlace {
  /** Top of the work tree; of a bare repository, the repository itself. */
  readonly top: string;
  readonly kind: 'work-tree' | 'linked-work-tree' | 'bare';
  /** Where git looks for hooks now. */
  readonly folder: string;
  /** Where it looks when nothing else is set. */
  readonly ownFolder: string;
  readonly hooksPath: HooksPath | undefined;
  /** `shared`: the folder lies in the work tree, so that others get what is written there. */
  readonly reach: Reach;
}

function realFolder(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/** Whether a path is a folder or something below it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(realFolder(folder), realFolder(path));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way);
}

function notARepository(folder: string, complaint: string): KeepmumError {
  const found = complaint.replace(/^fatal: /, '') || 'git gives no answer';
  return new KeepmumError('REFUSED', `cannot look for hooks in "${folder}": ${found}, expected a git repository`, {
    hints: ['run it in a repository, or use --global for all of them'],
  });
}

/**
 * Where a repository's hooks are.
 *
 * @throws KeepmumError REFUSED where there is no repository
 */
export function findHookPlace(place: GitPlace): HookPlace {
  const answer = askGit(place, ['rev-parse', '--is-bare-repository', '--absolute-git-dir', '--git-common-dir']);
  if (answer.output === undefined) throw notARepository(place.folder, answer.complaint);
  const [bare = '', gitFolder = '', common = ''] = answer.output.split('\n');
  const top = bare === 'true' ? gitFolder : (askGit(place, ['rev-parse', '--show-toplevel']).output ?? gitFolder);
  // A relative core.hooksPath counts from where git starts the hook.
  const folder = resolve(top, askGit({ ...place, folder: top }, ['rev-parse', '--git-path', 'hooks']).output ?? '');
  const commonFolder = resolve(place.folder, common);
  const isLinked = realFolder(commonFolder) !== realFolder(gitFolder);
  const isShared = bare !== 'true' && isWithin(folder, top) && !isWithin(folder, commonFolder);
  return {
    top,
    kind: bare === 'true' ? 'bare' : isLinked ? 'linked-work-tree' : 'work-tree',
    folder,
    ownFolder: join(commonFolder, 'hooks'),
    hooksPath: readHooksPath(place),
    reach: isShared ? 'shared' : 'machine',
  };
}
