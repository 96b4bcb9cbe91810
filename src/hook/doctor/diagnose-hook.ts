import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitPlace } from '../ask-git.js';
import { findBlock } from '../block/edit-hook.js';
import { HOOK_NAMES, type HookName } from '../hook-name.js';
import { type HookFile, readHookFile } from '../place/hook-file.js';
import { findHookPlace, type HookPlace } from '../place/hook-place.js';
import { findManager, hookFolder, type Manager } from '../place/manager.js';
import { checkFile } from './check-file.js';
import { checkHusky, diagnoseManaged } from './check-manager.js';
import { checkVariables } from './check-variables.js';
import type { Diagnosis, Trouble } from './diagnosis.js';

/** A block by keepmum, or a line by hand. */
function runsKeepmum({ text }: HookFile): boolean {
  return findBlock(text) !== undefined || /^[^#\n]*\bkeepmum\b/m.test(text);
}

/** A hook in the repository's own folder, while git looks elsewhere. */
function strayed({ ownFolder, folder, hooksPath }: HookPlace, hook: HookName): readonly Trouble[] {
  const stray = join(ownFolder, hook);
  if (ownFolder === folder || hooksPath === undefined || !runsKeepmum(readHookFile(stray))) return [];
  const { scope, value, origin } = hooksPath;
  const missing = existsSync(folder) ? '' : ', which does not exist';
  const isOwn = scope === 'local' || scope === 'worktree';
  return [
    {
      why: `it is in "${stray}", but git looks into "${folder}"${missing}: core.hooksPath is "${value}" (${scope}, ${origin})`,
      fix: isOwn ? 'keepmum hook install, which goes there too' : 'keepmum hook install --global',
    },
  ];
}

function diagnose(place: HookPlace, manager: Manager | undefined, hook: HookName): Diagnosis {
  const managed = manager === undefined ? undefined : diagnoseManaged(place, manager, hook);
  if (managed !== undefined) return managed;
  const file = readHookFile(join(hookFolder(place, manager), hook));
  if (!runsKeepmum(file)) {
    const troubles = strayed(place, hook);
    return { hook, path: file.path, state: troubles.length > 0 ? 'broken' : 'off', troubles };
  }
  const isHusky = manager?.name === 'husky';
  const troubles = [
    ...(place.kind === 'bare' ? [{ why: 'the repository is bare', fix: 'keepmum hook pre-receive, on a server' }] : []),
    ...(isHusky ? checkHusky(place) : []),
    ...checkFile(file, isHusky ? 'not-needed' : 'needed'),
  ];
  return { hook, path: file.path, state: troubles.length > 0 ? 'broken' : 'runs', troubles };
}

/**
 * Says of each hook whether git would run keepmum in it, and if not, why.
 *
 * @throws KeepmumError REFUSED where there is no repository
 */
export function diagnoseHooks(git: GitPlace): readonly Diagnosis[] {
  const place = findHookPlace(git);
  const manager = findManager(place);
  const skipping = checkVariables(git.environment, manager);
  return HOOK_NAMES.map((hook) => {
    const diagnosis = diagnose(place, manager, hook);
    if (diagnosis.state === 'off' || skipping.length === 0) return diagnosis;
    return { ...diagnosis, state: 'broken', troubles: [...diagnosis.troubles, ...skipping] };
  });
}
