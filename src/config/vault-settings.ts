import { resolve } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';
import type { TlsSettings } from '../inject/http/http-settings.js';
import type { VaultSettings } from '../inject/providers/vault/vault-settings.js';
import { credentialSource } from './credential-source.js';
import { proxySettings } from './proxy-settings.js';
import { readCount, readDuration } from './quantity.js';
import { type Setting, settingError } from './setting.js';
import { type LoginSite, vaultLogin } from './vault-login.js';
import type { RawVault, VaultPlace } from './vault-setting.js';
import { isOn, vaultVariable } from './vault-variable.js';

const CONNECT_WITHIN = 5000;
const ATTEMPT_WITHIN = 20_000;
const RETRY_WITHIN = 30_000;
const RETRIES = 4;
const MOST_RETRIES = 20;
const LARGEST_ANSWER = 16 * 1024 ** 2;
const CI_VARIABLES = ['CI', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TF_BUILD', 'BUILDKITE'];

function checkedAddress(setting: Setting): string {
  const { text, where, code } = setting;
  if (/^unix:\/\/\/./.test(text)) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Not quoted where it holds a password.
  if (url?.username)
    throw new KeepmumError(code, `cannot use ${where()}: an address with a user name, expected one without`);
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return text;
  throw settingError(setting, 'http://…, https://… or unix:///…');
}

/** The environment wins: a file in the repository must not send elsewhere what the pipeline gives for its own store. */
function addressesOf(raw: RawVault, { environment }: VaultPlace): readonly string[] {
  const given = vaultVariable(environment, 'ADDR');
  const settings = given !== undefined ? [given] : [raw.address, raw.addresses];
  const addresses = settings.flatMap((setting) =>
    setting === undefined
      ? []
      : setting.text.split(',').map((text) => checkedAddress({ ...setting, text: text.trim() })),
  );
  if (addresses.length > 0) return addresses;
  throw new KeepmumError(
    'CONFIG_INVALID',
    'cannot reach Vault: no address, expected the variable VAULT_ADDR or BAO_ADDR',
    {
      hints: ['or address = "https://…" under [secrets.vault] in keepmum.toml'],
    },
  );
}

function isInCi(environment: VaultPlace['environment']): boolean {
  return CI_VARIABLES.some((name) => environment[name] && environment[name]?.toLowerCase() !== 'false');
}

/** Whoever is between a runner and a store that is not checked gets everything; so in CI that has to be said twice. */
function verifyOf(raw: RawVault, { environment }: VaultPlace): TlsSettings['verify'] {
  const setting = vaultVariable(environment, 'SKIP_VERIFY') ?? raw.skipVerify;
  if (!isOn(setting)) return 'always';
  if (!isInCi(environment) || isOn(raw.skipVerifyInCi)) return 'never';
  const message = `cannot use ${setting?.where()}: in CI the certificate of the store is checked, expected its authority`;
  throw new KeepmumError('REFUSED', message, {
    hints: [
      'name the authority with VAULT_CACERT',
      'or take the risk with skipVerifyInCi = true under [secrets.vault]',
    ],
  });
}

function tlsOf(raw: RawVault, site: VaultPlace): TlsSettings {
  const named = (name: 'caFile' | 'caPath' | 'clientCert' | 'clientKey', variable: string) => {
    const given = vaultVariable(site.environment, variable)?.text;
    const own = raw[name]?.text;
    const path = given ?? (own === undefined ? undefined : resolve(site.folder, own));
    return path === undefined ? {} : { [name]: path };
  };
  const serverName = vaultVariable(site.environment, 'TLS_SERVER_NAME')?.text ?? raw.serverName?.text;
  return {
    ...named('caFile', 'CACERT'),
    ...named('caPath', 'CAPATH'),
    ...named('clientCert', 'CLIENT_CERT'),
    ...named('clientKey', 'CLIENT_KEY'),
    ...(serverName !== undefined && { serverName }),
    verify: verifyOf(raw, site),
  };
}

function timesOf(raw: RawVault, { environment }: VaultPlace) {
  const attempt = vaultVariable(environment, 'CLIENT_TIMEOUT') ?? raw.attemptTimeLimit;
  const retries = vaultVariable(environment, 'MAX_RETRIES') ?? raw.retries;
  return {
    attemptWithin: attempt === undefined ? ATTEMPT_WITHIN : readDuration(attempt),
    retryWithin: raw.timeLimit === undefined ? RETRY_WITHIN : readDuration(raw.timeLimit),
    retries: retries === undefined ? RETRIES : readCount(retries, 0, MOST_RETRIES),
  };
}

/**
 * How to reach Vault or OpenBao: BAO_… and VAULT_… variables, and `[secrets.vault]`.
 *
 * @throws KeepmumError `CONFIG_INVALID`, `USAGE`, `REFUSED` or `LOGIN_FAILED`, naming the line or the variable
 */
export function vaultSettings(raw: RawVault, site: LoginSite): VaultSettings {
  const { environment } = site;
  const namespace = vaultVariable(environment, 'NAMESPACE')?.text ?? raw.namespace?.text;
  const wrapped = Object.entries(raw.wrapped).map(
    ([name, setting]) => [name, credentialSource(setting, site)] as const,
  );
  return {
    addresses: addressesOf(raw, site),
    ...(namespace !== undefined && { namespace }),
    http: {
      tls: tlsOf(raw, site),
      proxy: proxySettings(environment),
      connectWithin: CONNECT_WITHIN,
      largestAnswer: LARGEST_ANSWER,
    },
    ...timesOf(raw, site),
    login: vaultLogin(raw, site),
    loginForm: isOn(raw.inline) ? 'inline' : 'token',
    wrapped: Object.fromEntries(wrapped),
  };
}
