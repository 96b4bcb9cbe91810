import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookName } from '../hook-name.js';
import { type HookPlace, isWithin } from './hook-place.js';

/** A program that keeps a repository's hooks. */
export interface Manager {
  readonly name: 'husky' | 'lefthook' | 'pre-commit';
  /** Its configuration, below the top of the work tree. */
  readonly config: string;
  /** Text of the configuration; empty for husky, whose configuration is a folder. */
  readonly text: string;
}

const LEFTHOOK_CONFIGS = ['', '.', '.config/'].flatMap((prefix) =>
  ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((type) => `${prefix}lefthook.${type}`),
);
const CONFIGS = [
  { name: 'lefthook', files: LEFTHOOK_CONFIGS },
  { name: 'pre-commit', files: ['.pre-commit-config.yaml'] },
] as const;

/** The manager whose configuration the repository holds, if it has one. */
export function findManager({ top, kind, folder, hooksPath }: HookPlace): Manager | undefined {
  if (kind === 'bare') return undefined;
  const husky = join(top, '.husky');
  if (existsSync(husky) && (hooksPath === undefined || isWithin(folder, husky))) {
    return { name: 'husky', config: '.husky', text: '' };
  }
  for (const { name, files } of CONFIGS) {
    const config = files.find((file) => existsSync(join(top, file)));
    if (config !== undefined) return { name, config, text: readFileSync(join(top, config), 'utf8') };
  }
  return undefined;
}

/** Where a person writes the hook: husky's own folder only holds what it generates. */
export function hookFolder(place: HookPlace, manager: Manager | undefined): string {
  return manager?.name === 'husky' ? join(place.top, '.husky') : place.folder;
}

const SNIPPETS: Readonly<Record<'lefthook' | 'pre-commit', Readonly<Record<HookName, string>>>> = {
  lefthook: {
    'pre-commit': `pre-commit:
  commands:
    keepmum:
      run: keepmum scan --staged
`,
    'pre-push': `pre-push:
  commands:
    keepmum:
      run: keepmum hook run pre-push {0}
      use_stdin: true
`,
  },
  'pre-commit': {
    'pre-commit': `- repo: local
  hooks:
    - id: keepmum
      name: keepmum
      entry: keepmum scan --staged
      language: system
      pass_filenames: false
      require_serial: true
      stages: [pre-commit]
`,
    'pre-push': `- repo: local
  hooks:
    - id: keepmum-pre-push
      name: keepmum
      entry: keepmum hook run pre-push
      language: system
      pass_filenames: false
      always_run: true
      require_serial: true
      stages: [pre-push]
`,
  },
};

/** What to write into a manager's configuration. */
export function managerSnippet(name: 'lefthook' | 'pre-commit', hook: HookName): string {
  return SNIPPETS[name][hook];
}
