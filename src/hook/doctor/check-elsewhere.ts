import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GitPlace } from '../ask-git.js';
import type { HookName } from '../hook-name.js';
import { readHookFile } from '../place/hook-file.js';
import type { HookPlace } from '../place/hook-place.js';
import { type HooksPath, readHooksPath } from '../place/hooks-path.js';
import type { Trouble } from './diagnosis.js';
import { runsKeepmum } from './runs-keepmum.js';

function isOfRepository({ scope }: HooksPath): boolean {
  return scope === 'local' || scope === 'worktree';
}

/** Installed before core.hooksPath was set. */
function checkOwnFolder({ ownFolder, folder }: HookPlace, hooksPath: HooksPath, hook: HookName): readonly Trouble[] {
  const stray = join(ownFolder, hook);
  if (ownFolder === folder || !runsKeepmum(readHookFile(stray))) return [];
  const { scope, value, origin } = hooksPath;
  const missing = existsSync(folder) ? '' : ', which does not exist';
  const why = `it is in "${stray}", but git looks into "${folder}"${missing}: core.hooksPath is "${value}" (${scope}, ${origin})`;
  const fix = isOfRepository(hooksPath)
    ? 'keepmum hook install, which goes there too'
    : 'keepmum hook install --global';
  return [{ why, fix }];
}

/** Installed for all repositories, of which this one has hooks elsewhere. */
function checkGlobalFolder(git: GitPlace, hooksPath: HooksPath, hook: HookName): readonly Trouble[] {
  const everywhere = isOfRepository(hooksPath) ? readHooksPath(git, 'global') : undefined;
  if (everywhere === undefined) return [];
  const file = readHookFile(join(resolve(git.folder, everywhere.value), hook));
  if (!runsKeepmum(file)) return [];
  const why = `"${file.path}" is for all repositories, but in this one core.hooksPath is "${hooksPath.value}"`;
  return [{ why, fix: 'keepmum hook install, for this one too' }];
}

/** A hook that has keepmum in it, but lies where git does not look. */
export function checkElsewhere(git: GitPlace, place: HookPlace, hook: HookName): readonly Trouble[] {
  const { hooksPath } = place;
  if (hooksPath === undefined) return [];
  return [...checkOwnFolder(place, hooksPath, hook), ...checkGlobalFolder(git, hooksPath, hook)];
}
