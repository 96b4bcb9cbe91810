import type { TomlValue } from 'smol-toml';
import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import type { ExecCommand } from '../inject/providers/exec/exec-command.js';
import type { SecretWish } from '../inject/resolve/resolved-secret.js';
import { sumUp } from '../inject/resolve/sum-up.js';
import { AWS_SETTINGS, type RawAws } from './aws-setting.js';
import { type ConfigFile, configError, tableAt } from './config-file.js';
import { readExecTable } from './exec-table.js';
import { wishOf } from './secret-wish.js';
import { readSettings } from './settings-table.js';
import type { RawVault } from './vault-setting.js';
import { readVaultTable } from './vault-table.js';

/** What `[secrets]` says. */
export interface SecretsTable {
  readonly wishes: readonly SecretWish[];
  /** Dangerous names that may be set all the same. */
  readonly allowNames: readonly string[];
  readonly exec: ReadonlyMap<string, ExecCommand>;
  readonly aws: RawAws;
  readonly vault: RawVault;
}

/** Keys of `[secrets]` that are no names of secrets. */
const SETTINGS = ['allowNames', 'vault', 'aws', 'exec', 'sweep'];
const PATH = ['secrets'];

function unknown(file: ConfigFile, key: string): KeepmumError {
  const nearest = nearestName(key.replaceAll(/[-_]/g, ''), SETTINGS);
  const hint = nearest === undefined ? `a secret is written NAME = "vault://…"` : `did you mean "${nearest}"?`;
  return configError(file, [...PATH, key], `unknown key "${key}" in [secrets]`, [hint]);
}

function readWish(file: ConfigFile, name: string, value: TomlValue): SecretWish {
  // A name that no variable can have is a misspelt setting.
  if (typeof value !== 'string' || !/^(?:[A-Za-z_]\w*)?\*?$/.test(name) || name === '') throw unknown(file, name);
  try {
    return wishOf(name, value, file.name);
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    throw configError(file, [...PATH, name], error.message, error.hints);
  }
}

function readWishes(file: ConfigFile): readonly SecretWish[] {
  const problems: KeepmumError[] = [];
  const wishes = Object.entries(tableAt(file, PATH)).flatMap(([name, value]) => {
    if (SETTINGS.includes(name)) return [];
    try {
      return [readWish(file, name, value)];
    } catch (error) {
      if (!(error instanceof KeepmumError)) throw error;
      problems.push(error);
      return [];
    }
  });
  const problem = sumUp(`use "${file.name}"`, problems);
  if (problem !== undefined) throw problem;
  return wishes;
}

function readNames(file: ConfigFile): readonly string[] {
  const { allowNames = [] } = tableAt(file, PATH);
  if (Array.isArray(allowNames) && allowNames.every((name) => typeof name === 'string')) return allowNames;
  throw configError(file, [...PATH, 'allowNames'], '"allowNames" is something else, expected a list of strings');
}

/**
 * Reads `[secrets]`: names with their references, and how the stores are reached.
 *
 * @throws KeepmumError `CONFIG_INVALID` with the line
 */
export function readSecretsTable(file: ConfigFile): SecretsTable {
  return {
    wishes: readWishes(file),
    allowNames: readNames(file),
    exec: readExecTable(file),
    aws: readSettings(file, [...PATH, 'aws'], AWS_SETTINGS),
    vault: readVaultTable(file),
  };
}
