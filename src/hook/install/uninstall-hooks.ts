import type { GitPlace } from '../ask-git.js';
import type { HookName } from '../hook-name.js';
import { findHookPlace } from '../place/hook-place.js';
import { findManager, hookFolder } from '../place/manager.js';
import type { HookChange } from './add-to-hook.js';
import { removeFromHook } from './remove-from-hook.js';

/**
 * Takes keepmum out of these hooks of a repository: where git looks now, and where it looked before a setting changed.
 *
 * @throws KeepmumError REFUSED
 */
export function uninstallHooks(git: GitPlace, hooks: readonly HookName[]): readonly HookChange[] {
  const place = findHookPlace(git);
  const { hooksPath } = place;
  // A folder for all repositories is another command's: the others still want it.
  const isOwn = hooksPath === undefined || hooksPath.scope === 'local' || hooksPath.scope === 'worktree';
  const folders = new Set([place.ownFolder, ...(isOwn ? [place.folder, hookFolder(place, findManager(place))] : [])]);
  return [...folders].flatMap((folder) => hooks.flatMap((hook) => removeFromHook(folder, hook) ?? []));
}
