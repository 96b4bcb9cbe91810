import { KeepmumError } from '../../core/keepmum-error.js';
import type { GitPlace } from '../ask-git.js';
import type { Program } from '../block/program.js';
import type { HookName } from '../hook-name.js';
import { findHookPlace, type HookPlace } from '../place/hook-place.js';
import { findManager, hookFolder, type Manager, managerSnippet } from '../place/manager.js';
import { addToHook, type HookChange, type HookTarget } from './add-to-hook.js';

/** Text for a person to put into another manager's configuration. */
export interface ManagerNote {
  readonly manager: Manager['name'];
  /** Below the top of the work tree. */
  readonly config: string;
  /** What to add; empty when it names keepmum already. */
  readonly snippet: string;
}

export type InstallResult =
  | { readonly kind: 'changed'; readonly changes: readonly HookChange[]; readonly place: HookPlace }
  | { readonly kind: 'managed'; readonly note: ManagerNote };

function refusePlace({ kind, folder, hooksPath, top }: HookPlace): void {
  if (kind === 'bare') {
    throw new KeepmumError('REFUSED', `cannot install hooks in "${top}": it is bare, expected a work tree`, {
      hints: ['nobody commits there; a server refuses pushes with keepmum hook pre-receive'],
    });
  }
  if (/^(?:\/dev\/null|nul)$/i.test(hooksPath?.value ?? '')) {
    throw new KeepmumError(
      'REFUSED',
      `cannot install hooks: core.hooksPath is "${hooksPath?.value}" in ${hooksPath?.origin}, which turns all hooks off`,
      { hints: ['take that setting out, then install again'] },
    );
  }
  if (hooksPath === undefined || hooksPath.scope === 'local' || hooksPath.scope === 'worktree') return;
  throw new KeepmumError(
    'REFUSED',
    `cannot install hooks for this repository alone: core.hooksPath in ${hooksPath.origin} sends every repository to "${folder}"`,
    {
      hints: [
        'keepmum hook install --global adds to the hooks there, for all repositories',
        'or git config --local core.hooksPath .git/hooks makes this repository look at its own hooks again',
      ],
    },
  );
}

/** What other managers keep, they overwrite; so a person has to tell them. */
function noteFor(manager: Manager, hooks: readonly HookName[]): ManagerNote | undefined {
  const { name, config, text } = manager;
  if (name === 'husky') return undefined;
  const snippet = /\bkeepmum\b/.test(text) ? '' : hooks.map((hook) => managerSnippet(name, hook)).join('');
  return { manager: name, config, snippet };
}

/**
 * Has a repository's hooks run keepmum, or says what to tell the program that keeps them.
 *
 * @throws KeepmumError REFUSED with the reason and the way out, OUTPUT_FAILED
 */
export function installHooks(git: GitPlace, hooks: readonly HookName[], program: Program): InstallResult {
  const place = findHookPlace(git);
  refusePlace(place);
  const manager = findManager(place);
  const note = manager === undefined ? undefined : noteFor(manager, hooks);
  if (note !== undefined) return { kind: 'managed', note };
  const target: Omit<HookTarget, 'hook'> = {
    program,
    folder: hookFolder(place, manager),
    reach: manager === undefined ? place.reach : 'shared',
    permission: manager === undefined ? 'needed' : 'not-needed',
  };
  return { kind: 'changed', place, changes: hooks.map((hook) => addToHook({ ...target, hook })) };
}
