import { dirname, relative } from 'node:path';
import { checkKeys, readConfigFile } from './config-file.js';
import { findConfig } from './find-config.js';
import type { ConfigSite } from './resolve-rules.js';
import { readSecretsTable, type SecretsTable } from './secrets-table.js';
import { TOP_KEYS } from './top-keys.js';

/** What the configuration says of secrets. */
export interface SecretsConfig extends SecretsTable {
  /** Where relative paths begin and commands run: the file's folder, or else the one keepmum was started in. */
  readonly folder: string;
  /** As shown to people; absent: there is no file. */
  readonly name?: string;
}

const NOTHING: SecretsTable = { wishes: [], allowNames: [], exec: new Map(), aws: {}, vault: { wrapped: {} } };

/**
 * Finds the configuration and reads `[secrets]`; gitleaks' own files have none.
 *
 * @throws KeepmumError `CONFIG_INVALID`
 */
export function loadSecrets({ cwd, configFlag, environment }: Omit<ConfigSite, 'assetFolder'>): SecretsConfig {
  const found = findConfig({ cwd, flag: configFlag, variable: environment.KEEPMUM_CONFIG, paths: [] });
  if (found === undefined || found.kind === 'gitleaks') return { ...NOTHING, folder: cwd };
  const name = relative(cwd, found.path) || found.path;
  const file = readConfigFile(found.path, name);
  checkKeys(file, [], TOP_KEYS);
  return { ...readSecretsTable(file), folder: dirname(found.path), name };
}
