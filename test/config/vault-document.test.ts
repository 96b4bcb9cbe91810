import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSecrets } from '../../src/config/load-secrets.js';
import { storeSettings } from '../../src/config/store-settings.js';
import { VAULT_SETTINGS } from '../../src/config/vault-setting.js';
import { folderWith } from './temporary-folder.js';

const document = readFileSync('docs/VAULT.md', 'utf8');

test('docs/VAULT.md has every key of [secrets.vault], and no other', () => {
  const [, settings = ''] = document.split('\n## Settings\n');
  const keys = [...settings.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/\w+/g) ?? [],
  );
  expect(keys.sort()).toEqual(Object.keys(VAULT_SETTINGS).sort());
});

test('docs/VAULT.md shows a configuration that is right', () => {
  const [, toml = ''] = /^```toml\n(.*?)^```/ms.exec(document) ?? [];
  const cwd = folderWith({ '.git/': '', 'keepmum.toml': toml });
  const config = loadSecrets({ cwd, configFlag: undefined, environment: {} });
  expect(config.wishes).toHaveLength(1);
  expect(storeSettings(config, { VAULT_ID_TOKEN: 'made-up' }).vault()).toMatchObject({
    addresses: ['https://vault.example:8200'],
    login: { method: 'jwt', role: 'ci', audience: 'https://vault.example' },
  });
});
