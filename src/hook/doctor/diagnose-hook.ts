import { join } from 'node:path';
import type { GitPlace } from '../ask-git.js';
import { HOOK_NAMES, type HookName } from '../hook-name.js';
import { readHookFile } from '../place/hook-file.js';
import { findHookPlace, type HookPlace } from '../place/hook-place.js';
import { findManager, hookFolder, type Manager } from '../place/manager.js';
import { checkElsewhere } from './check-elsewhere.js';
import { checkFile } from './check-file.js';
import { checkHusky, diagnoseManaged } from './check-manager.js';
import { checkVariables } from './check-variables.js';
import type { Diagnosis } from './diagnosis.js';
import { runsKeepmum } from './runs-keepmum.js';

function diagnose(git: GitPlace, place: HookPlace, manager: Manager | undefined, hook: HookName): Diagnosis {
  const managed = manager === undefined ? undefined : diagnoseManaged(place, manager, hook);
  if (managed !== undefined) return managed;
  const file = readHookFile(join(hookFolder(place, manager), hook));
  if (!runsKeepmum(file)) {
    const troubles = checkElsewhere(git, place, hook);
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
    const diagnosis = diagnose(git, place, manager, hook);
    if (diagnosis.state === 'off' || skipping.length === 0) return diagnosis;
    return { ...diagnosis, state: 'broken', troubles: [...diagnosis.troubles, ...skipping] };
  });
}
