/** The hooks that `keepmum hook install` puts itself into. */
export const HOOK_NAMES = ['pre-commit', 'pre-push'] as const;

export type HookName = (typeof HOOK_NAMES)[number];

/** What each hook has keepmum do, behind the program's name; a pre-push hook adds its own arguments. */
export const HOOK_WORDS: Readonly<Record<HookName, string>> = {
  'pre-commit': 'scan --staged',
  'pre-push': 'hook run pre-push',
};
