import { join } from 'node:path';
import type { HookName } from '../hook-name.js';
import { readHookFile } from '../place/hook-file.js';
import { type HookPlace, isWithin } from '../place/hook-place.js';
import type { Manager } from '../place/manager.js';
import type { Diagnosis, Trouble } from './diagnosis.js';

const ACTIVATE = { lefthook: 'lefthook install', 'pre-commit': 'pre-commit install' } as const;

/** The words by which a configuration would run keepmum in a hook. */
const MENTION: Readonly<Record<HookName, RegExp>> = {
  'pre-commit': /\bkeepmum scan --staged\b|\bid:\s*['"]?keepmum['"]?\s*$/m,
  'pre-push': /\bkeepmum hook run pre-push\b|\bid:\s*['"]?keepmum-pre-push\b/,
};

/** A manager's configuration only counts once its own hook stands where git looks. */
function checkActive(place: HookPlace, manager: Manager, hook: HookName): readonly Trouble[] {
  if (manager.name === 'husky') return [];
  const file = readHookFile(join(place.folder, hook));
  if (file.text.includes(manager.name)) return [];
  const type = manager.name === 'pre-commit' && hook !== 'pre-commit' ? ` --hook-type ${hook}` : '';
  return [
    {
      why: `${manager.config} has it, but "${file.path}" does not start ${manager.name}`,
      fix: `${ACTIVATE[manager.name]}${type}`,
    },
  ];
}

/** @returns `undefined` when the manager is not told to run keepmum in that hook */
export function diagnoseManaged(place: HookPlace, manager: Manager, hook: HookName): Diagnosis | undefined {
  if (manager.name === 'husky' || !MENTION[hook].test(manager.text)) return undefined;
  const troubles = checkActive(place, manager, hook);
  return { hook, path: join(place.top, manager.config), state: troubles.length > 0 ? 'broken' : 'runs', troubles };
}

/** Husky's hooks only run when git looks into the folder that it generates. */
export function checkHusky({ folder, top, hooksPath }: HookPlace): readonly Trouble[] {
  if (isWithin(folder, join(top, '.husky'))) return [];
  const found = hooksPath === undefined ? 'is not set' : `is "${hooksPath.value}"`;
  return [{ why: `git does not look into .husky: core.hooksPath ${found}`, fix: 'npx husky' }];
}
