import { HOOK_NAMES, type HookName } from '../../hook/hook-name.js';
import type { OptionSpec } from '../command.js';

/** Flags that say which hooks are meant. */
export const HOOK_OPTIONS = [
  { name: 'pre-commit', summary: 'the hook that git runs before a commit is made', group: 'Which hooks' },
  { name: 'pre-push', summary: 'the hook that git runs before commits go out', group: 'Which hooks' },
] as const satisfies readonly (OptionSpec & { readonly name: HookName })[];

/** The hooks that were named; those of `fallback` when none was. */
export function hooksIn(
  flags: { readonly [Name in HookName]?: true },
  fallback: readonly HookName[],
): readonly HookName[] {
  const named = HOOK_NAMES.filter((hook) => flags[hook]);
  return named.length === 0 ? fallback : named;
}
