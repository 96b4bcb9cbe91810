import type { Setting } from './setting.js';
import { settingError } from './setting.js';

type Environment = Readonly<Record<string, string | undefined>>;

// As the Go clients read booleans; node-vault takes "false" for true.
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'true'].map((text) => [text, true] as const),
  ...['0', 'f', 'false'].map((text) => [text, false] as const),
]);

/** The variable of OpenBao, or else of Vault, that is set to something. */
export function vaultVariable(environment: Environment, name: string): Setting | undefined {
  const found = [`BAO_${name}`, `VAULT_${name}`].find((variable) => environment[variable]);
  if (found === undefined) return undefined;
  return { text: environment[found] ?? '', where: () => `the variable ${found}`, code: 'USAGE' };
}

/** @throws KeepmumError for a word that is neither true nor false */
export function isOn(setting: Setting | undefined): boolean {
  if (setting === undefined) return false;
  const value = BOOLEANS.get(setting.text.toLowerCase());
  if (value === undefined) throw settingError(setting, 'true or false');
  return value;
}
