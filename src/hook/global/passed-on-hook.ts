import type { HookName } from '../hook-name.js';

/**
 * Hooks of githooks(5) for which a file that does nothing is the same as no file. Left out are those for which it is
 * not (push-to-checkout, proc-receive) and fsmonitor-watchman, which git finds by a path of its own.
 */
export const PASSED_ON_HOOKS = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'pre-receive',
  'update',
  'post-receive',
  'post-update',
  'reference-transaction',
  'pre-auto-gc',
  'post-rewrite',
  'sendemail-validate',
  'post-index-change',
] as const satisfies readonly (HookName | string)[];

const MARK = '# keepmum made this file';

/**
 * A hook for all repositories: core.hooksPath hides what a repository has in its own hooks folder, so that is started
 * from here.
 *
 * @param block keepmum's own lines, or nothing
 */
export function passedOnHook(hook: string, block: string): string {
  const lines = [
    `${MARK}; core.hooksPath hides the hooks that repositories have of their own, so they are run from here`,
    `keepmum_own=$(git rev-parse --git-common-dir)/hooks/${hook}`,
    'if [ -x "$keepmum_own" ]; then exec "$keepmum_own" "$@"; fi',
    'exit 0',
  ];
  return `#!/bin/sh\n${block}${lines.join('\n')}\n`;
}

export function isPassedOnHook(text: string): boolean {
  return text.includes(`\n${MARK}`);
}
