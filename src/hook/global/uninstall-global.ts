import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { askGit, type GitPlace } from '../ask-git.js';
import { findBlock } from '../block/edit-hook.js';
import { HOOK_NAMES } from '../hook-name.js';
import type { HookChange } from '../install/add-to-hook.js';
import { removeFromHook } from '../install/remove-from-hook.js';
import { readHookFile } from '../place/hook-file.js';
import { readHooksPath } from '../place/hooks-path.js';
import { globalHookFolder } from './global-folder.js';
import { isPassedOnHook, PASSED_ON_HOOKS } from './passed-on-hook.js';

function removeIfEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function removeFolder(folder: string): readonly HookChange[] {
  const files = PASSED_ON_HOOKS.map((hook) => readHookFile(join(folder, hook)));
  const made = files.filter(({ text }) => isPassedOnHook(text));
  for (const { path } of made) rmSync(path);
  if (made.length > 0) {
    removeIfEmpty(folder);
    if (dirname(folder).endsWith('keepmum')) removeIfEmpty(dirname(folder));
  }
  const running = made.filter(({ text }) => findBlock(text) !== undefined).map(({ path }) => path);
  return HOOK_NAMES.map((hook) => ({ hook, path: join(folder, hook), change: 'deleted' as const })).filter(({ path }) =>
    running.includes(path),
  );
}

/** git leaves an empty file behind where there may have been none; with nothing in it, it says as much as no file. */
function unsetHooksPath(git: GitPlace, origin: string): void {
  askGit(git, ['config', '--global', '--unset', 'core.hooksPath']);
  if (statSync(origin, { throwIfNoEntry: false })?.size === 0) rmSync(origin, { force: true });
}

/** Takes keepmum out of the hooks of all the user's repositories, and the setting that led to them. */
export function uninstallGlobally(git: GitPlace): readonly HookChange[] {
  const ours = globalHookFolder(git);
  const set = readHooksPath(git, 'global');
  const folder = set === undefined ? ours : resolve(git.folder, set.value);
  if (folder !== ours) return HOOK_NAMES.flatMap((hook) => removeFromHook(folder, hook) ?? []);
  if (set !== undefined) unsetHooksPath(git, set.origin);
  return removeFolder(ours);
}
