import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AWS_SETTINGS } from '../../src/config/aws-setting.js';
import { loadSecrets } from '../../src/config/load-secrets.js';
import { VAULT_SETTINGS } from '../../src/config/vault-setting.js';
import { callOf } from '../../src/inject/providers/exec/exec-command.js';
import { parseReference } from '../../src/inject/reference/parse-reference.js';
import { STORE_KINDS } from '../../src/inject/reference/secret-reference.js';
import { folderWith } from './temporary-folder.js';

const document = readFileSync('docs/SECRETS.md', 'utf8');
const rows = [...document.matchAll(/^\| ([\w ]+) \| `(exec\.\w+\.command = .*?)` \| `(exec:[^`]*)`/gm)];

function load(toml: string) {
  const cwd = folderWith({ '.git/': '', 'keepmum.toml': toml });
  return loadSecrets({ cwd, configFlag: undefined, environment: {} });
}

describe('docs/SECRETS.md', () => {
  test.each(rows.map(([, store, line, reference]) => [store, line, reference] as const))(
    'has a line for %s that its reference fits',
    (_, line = '', reference = '') => {
      const { exec } = load(`[secrets]\n${line}`);
      const { argv } = callOf(exec, parseReference(reference).path);
      expect(argv.join(' ')).not.toContain('{path}');
    },
  );

  test('has lines for six stores that are not built in', () => {
    expect(rows).toHaveLength(6);
  });

  test('shows configurations that are right', () => {
    const blocks = [...document.matchAll(/^```toml\n(.*?)^```/gms)].map(([, toml = '']) => load(toml));
    expect(blocks.map(({ wishes, exec }) => wishes.length + exec.size)).toEqual([2, 1]);
  });

  test.each([
    ['Vault and OpenBao', VAULT_SETTINGS],
    ['AWS', AWS_SETTINGS],
  ])('has every key of %s', (title, settings) => {
    const [section = ''] = document.split(`## ${title}\n`)[1]?.split('\n## ') ?? [];
    const cells = [...section.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)];
    const keys = cells.flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    expect(keys.sort()).toEqual(Object.keys(settings).sort());
  });

  test('has every scheme', () => {
    for (const kind of STORE_KINDS) expect(document).toContain(`| \`${kind}://`);
  });
});
