import type { Setting } from './setting.js';
import type { RawSettings, SettingKind } from './settings-table.js';

/** Keys of `[secrets.vault]`; `wrapped` is a table below it. */
export const VAULT_SETTINGS = {
  address: 'word',
  addresses: 'list',
  namespace: 'word',
  method: 'word',
  mount: 'word',
  role: 'word',
  audience: 'word',
  token: 'word',
  roleId: 'word',
  secretId: 'word',
  wrappedSecretId: 'word',
  jwt: 'word',
  serverId: 'word',
  inline: 'switch',
  caFile: 'word',
  caPath: 'word',
  clientCert: 'word',
  clientKey: 'word',
  serverName: 'word',
  skipVerify: 'switch',
  skipVerifyInCi: 'switch',
  attemptTimeLimit: 'duration',
  timeLimit: 'duration',
  retries: 'count',
} as const satisfies Record<string, SettingKind>;

/** `[secrets.vault]` as typed. */
export type RawVault = RawSettings<keyof typeof VAULT_SETTINGS> & {
  /** Where each wrapping token is, by its name. */
  readonly wrapped: Readonly<Record<string, Setting>>;
};

/** Where Vault is asked from. */
export interface VaultPlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of the file begin; absolute. */
  readonly folder: string;
}
