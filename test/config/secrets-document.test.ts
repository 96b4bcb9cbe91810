import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AWS_SETTINGS } from '../../src/config/aws-setting.js';
import { loadSecrets } from '../../src/config/load-secrets.js';
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

  test('has every key of [secrets.aws], and every scheme', () => {
    const keys = [...document.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/\w+/g) ?? [],
    );
    expect(keys.sort()).toEqual(Object.keys(AWS_SETTINGS).sort());
    for (const kind of STORE_KINDS) expect(document).toContain(`| \`${kind}://`);
  });
});
