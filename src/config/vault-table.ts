import { type ConfigFile, tableAt } from './config-file.js';
import { readSettings, type SettingKind } from './settings-table.js';
import { type RawVault, VAULT_SETTINGS } from './vault-setting.js';

const PATH = ['secrets', 'vault'];
const WRAPPED = 'wrapped';

/**
 * Reads `[secrets.vault]` and `[secrets.vault.wrapped]`.
 *
 * @throws KeepmumError `CONFIG_INVALID` with the line
 */
export function readVaultTable(file: ConfigFile): RawVault {
  const path = [...PATH, WRAPPED];
  const names = Object.keys(tableAt(file, path)).map((name) => [name, 'word'] as const);
  const wrapped = readSettings(file, path, Object.fromEntries<SettingKind>(names));
  const found = Object.entries(wrapped).flatMap(([name, setting]) => (setting === undefined ? [] : [[name, setting]]));
  return { ...readSettings(file, PATH, VAULT_SETTINGS, [WRAPPED]), wrapped: Object.fromEntries(found) };
}
