import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';
import type { CredentialSource } from '../inject/credential.js';
import type { AwsSettings } from '../inject/providers/aws/aws-settings.js';
import type { VaultLogin } from '../inject/providers/vault/vault-settings.js';
import { credentialSource, givenCredential } from './credential-source.js';
import { identityHints } from './identity-hints.js';
import { pipelineIdentity } from './pipeline-identity.js';
import { type Setting, settingError } from './setting.js';
import type { RawVault, VaultPlace } from './vault-setting.js';
import { vaultVariable } from './vault-variable.js';

const METHODS = ['token', 'approle', 'jwt', 'kubernetes', 'aws', 'cert'] as const;
type Method = (typeof METHODS)[number];

/** What a login is made from. */
export interface LoginSite extends VaultPlace {
  /** How AWS is reached, for the login by an AWS identity. */
  readonly aws: () => AwsSettings;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const DEFAULT_REGION = 'us-east-1';

function credentialOf(own: Setting | undefined, variable: string, site: VaultPlace): CredentialSource | undefined {
  if (own !== undefined) return credentialSource(own, site);
  const found = vaultVariable(site.environment, variable);
  return found === undefined ? undefined : givenCredential(found.text);
}

/** A role id is no secret, and may stand in the file. */
function roleIdOf({ roleId }: RawVault, site: VaultPlace): CredentialSource | undefined {
  const isPlain = roleId !== undefined && !/^(?:env|file):/.test(roleId.text);
  return isPlain ? givenCredential(roleId.text) : credentialOf(roleId, 'ROLE_ID', site);
}

const tokenOf = (raw: RawVault, site: VaultPlace) => credentialOf(raw.token, 'TOKEN', site);

function tokenFile({ environment }: VaultPlace): CredentialSource | undefined {
  const home = environment.HOME || environment.USERPROFILE;
  const path = home ? join(home, '.vault-token') : '';
  return path !== '' && existsSync(path) ? { kind: 'file', path } : undefined;
}

function identityOf({ jwt, audience }: RawVault, site: VaultPlace) {
  if (jwt !== undefined) return { kind: 'given', issuer: 'other', token: credentialSource(jwt, site) } as const;
  return pipelineIdentity(site.environment, ['BAO_ID_TOKEN', 'VAULT_ID_TOKEN'], audience?.text);
}

function nothingFor(method: Method, missing: string, hints: readonly string[] = []): KeepmumError {
  return new KeepmumError('LOGIN_FAILED', `cannot log in to Vault with ${method}: there is no ${missing}`, { hints });
}

function jwtHints(environment: VaultPlace['environment']): readonly string[] {
  const hints = identityHints(environment);
  return hints.length > 0 ? hints : ['name where it is with jwt = "env:NAME" or "file:PATH" under [secrets.vault]'];
}

function roleOf({ role }: RawVault, { environment }: VaultPlace): { readonly role?: string } {
  const text = role?.text ?? vaultVariable(environment, 'ROLE')?.text ?? environment.VAULT_AUTH_ROLE;
  return text ? { role: text } : {};
}

const mountOf = ({ mount }: RawVault, fallback: string): string =>
  mount?.text.replace(/^\/?(?:auth\/)?|\/+$/g, '') || fallback;

function appRole(raw: RawVault, site: LoginSite): VaultLogin {
  const roleId = roleIdOf(raw, site);
  if (roleId === undefined) throw nothingFor('approle', 'role id', ['roleId under [secrets.vault], or VAULT_ROLE_ID']);
  const wrapped = raw.wrappedSecretId === undefined ? undefined : credentialSource(raw.wrappedSecretId, site);
  const secretId = wrapped ?? credentialOf(raw.secretId, 'SECRET_ID', site);
  return {
    method: 'approle',
    mount: mountOf(raw, 'approle'),
    roleId,
    ...(secretId !== undefined && { secretId }),
    secretIdForm: wrapped === undefined ? 'plain' : 'wrapped',
  };
}

function jwt(raw: RawVault, site: LoginSite): VaultLogin {
  const identity = identityOf(raw, site);
  if (identity === undefined) throw nothingFor('jwt', 'identity token', jwtHints(site.environment));
  const explainWith = tokenOf(raw, site);
  return {
    method: 'jwt',
    mount: mountOf(raw, 'jwt'),
    ...roleOf(raw, site),
    ...(raw.audience !== undefined && { audience: raw.audience.text }),
    identity,
    ...(explainWith !== undefined && { explainWith }),
  };
}

function kubernetes(raw: RawVault, site: LoginSite): VaultLogin {
  const token: CredentialSource =
    raw.jwt === undefined ? { kind: 'file', path: SERVICE_ACCOUNT } : credentialSource(raw.jwt, site);
  const identity = { kind: 'given', issuer: 'kubernetes', token } as const;
  return { method: 'kubernetes', mount: mountOf(raw, 'kubernetes'), ...roleOf(raw, site), identity };
}

function aws(raw: RawVault, site: LoginSite): VaultLogin {
  const settings = site.aws();
  return {
    method: 'aws',
    mount: mountOf(raw, 'aws'),
    ...roleOf(raw, site),
    region: settings.region ?? DEFAULT_REGION,
    aws: settings,
    ...(raw.serverId !== undefined && { serverId: raw.serverId.text }),
  };
}

function token(raw: RawVault, site: LoginSite): VaultLogin {
  const source = tokenOf(raw, site) ?? tokenFile(site);
  if (source === undefined)
    throw nothingFor('token', 'token', ['VAULT_TOKEN, or ~/.vault-token, or token = "file:PATH"']);
  return { method: 'token', token: source };
}

const MAKE: Readonly<Record<Method, (raw: RawVault, site: LoginSite) => VaultLogin>> = {
  token,
  approle: appRole,
  jwt,
  kubernetes,
  aws,
  cert: (raw, site) => ({ method: 'cert', mount: mountOf(raw, 'cert'), ...roleOf(raw, site) }),
};

/** What was given for this run wins over what the CI or the machine provides by itself. */
function likelyMethod(raw: RawVault, site: LoginSite): Method {
  if (raw.token !== undefined || vaultVariable(site.environment, 'TOKEN') !== undefined) return 'token';
  if (roleIdOf(raw, site) !== undefined) return 'approle';
  if (identityOf(raw, site) !== undefined) return 'jwt';
  if (tokenFile(site) !== undefined) return 'token';
  if (existsSync(SERVICE_ACCOUNT) && roleOf(raw, site).role !== undefined) return 'kubernetes';
  throw new KeepmumError('LOGIN_FAILED', 'cannot log in to Vault: there is nothing to log in with', {
    hints: [...jwtHints(site.environment), `or say how with method = ${METHODS.map((one) => `"${one}"`).join(', ')}`],
  });
}

/**
 * How to log in to Vault: as `method` says, or with what is there.
 *
 * @throws KeepmumError `CONFIG_INVALID` or `LOGIN_FAILED`
 */
export function vaultLogin(raw: RawVault, site: LoginSite): VaultLogin {
  const named = METHODS.find((one) => one === raw.method?.text);
  if (raw.method !== undefined && named === undefined) throw settingError(raw.method, METHODS.join(', '));
  return MAKE[named ?? likelyMethod(raw, site)](raw, site);
}
