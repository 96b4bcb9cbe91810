import { join, resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { askGit, type GitPlace } from '../ask-git.js';
import { findBlock } from '../block/edit-hook.js';
import { makeBlock } from '../block/make-block.js';
import type { Program } from '../block/program.js';
import { HOOK_NAMES, type HookName } from '../hook-name.js';
import { addToHook, type HookChange } from '../install/add-to-hook.js';
import { writeHook } from '../install/write-hook.js';
import { readHookFile } from '../place/hook-file.js';
import { readHooksPath } from '../place/hooks-path.js';
import { globalHookFolder } from './global-folder.js';
import { PASSED_ON_HOOKS, passedOnHook } from './passed-on-hook.js';

const MODE = 0o755;

function setHooksPath(git: GitPlace, folder: string): void {
  const answer = askGit(git, ['config', '--global', 'core.hooksPath', folder]);
  if (answer.output !== undefined) return;
  throw new KeepmumError(
    'OUTPUT_FAILED',
    `cannot set core.hooksPath for all repositories: ${answer.complaint}, expected git config --global to take it`,
  );
}

function blockOf(folder: string, hook: HookName, wanted: readonly HookName[], program: Program): string {
  const had = typeof findBlock(readHookFile(join(folder, hook)).text) === 'object';
  return wanted.includes(hook) || had ? makeBlock({ hook, program, reach: 'machine', made: 'file' }) : '';
}

function makeFolder(folder: string, hooks: readonly HookName[], program: Program): readonly HookChange[] {
  const blocks = new Map<string, string>(HOOK_NAMES.map((hook) => [hook, blockOf(folder, hook, hooks, program)]));
  for (const hook of PASSED_ON_HOOKS) {
    const text = Buffer.from(passedOnHook(hook, blocks.get(hook) ?? ''), 'utf8').toString('latin1');
    writeHook(join(folder, hook), text, MODE);
  }
  return hooks.map((hook) => ({ hook, path: join(folder, hook), change: 'made' }));
}

/**
 * Has the hooks of all the user's repositories run keepmum: in the folder that core.hooksPath names, or in one of
 * keepmum's own, which runs each repository's hooks too.
 *
 * @throws KeepmumError REFUSED when a hook cannot be added to, OUTPUT_FAILED
 */
export function installGlobally(git: GitPlace, hooks: readonly HookName[], program: Program): readonly HookChange[] {
  const ours = globalHookFolder(git);
  const set = readHooksPath(git, 'global')?.value;
  const folder = set === undefined ? ours : resolve(git.folder, set);
  if (folder !== ours) {
    return hooks.map((hook) => addToHook({ hook, program, folder, reach: 'machine', permission: 'needed' }));
  }
  const changes = makeFolder(folder, hooks, program);
  if (set === undefined) setHooksPath(git, folder);
  return changes;
}
