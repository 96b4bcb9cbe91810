import type { RetryTools } from '../../../../core/retry.js';
import { readCredential } from '../../../credential.js';
import type { HttpClient } from '../../../http/http-client.js';
import { signCallerIdentity } from '../../../identity/caller-identity.js';
import { obtainIdentity } from '../../../identity/obtain-identity.js';
import type { VaultClient } from '../vault-client.js';
import type { VaultLogin } from '../vault-settings.js';
import { awsKeys } from './aws-keys.js';
import type { LoginPlan } from './login-call.js';
import { unwrapSecretId } from './unwrap-secret-id.js';

/** What preparing a login may have to ask. */
export interface LoginTools extends RetryTools {
  readonly client: VaultClient;
  readonly http: HttpClient;
}

type LoginBy<Method extends VaultLogin['method']> = Extract<VaultLogin, { method: Method }>;

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const withRole = (name: string, role: string | undefined) => (role === undefined ? {} : { [name]: role });

async function planAppRole(login: LoginBy<'approle'>, tools: LoginTools, signal: AbortSignal): Promise<LoginPlan> {
  const roleId = readCredential(login.roleId, 'the role id');
  const given = login.secretId === undefined ? undefined : readCredential(login.secretId, 'the secret id');
  const secretId =
    given === undefined || login.secretIdForm === 'plain'
      ? given
      : await unwrapSecretId(given, login.mount, tools.client, signal);
  const parameters = { role_id: roleId.send(), ...(secretId !== undefined && { secret_id: secretId.send() }) };
  return { kind: 'request', path: `auth/${login.mount}/login`, parameters };
}

async function planIdentity(
  { mount, role, audience, identity }: LoginBy<'jwt' | 'kubernetes'>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<LoginPlan> {
  const { jwt, claims } = await obtainIdentity(identity, audience, tools, signal);
  const parameters = { ...withRole('role', role), jwt: jwt.send() };
  return { kind: 'request', path: `auth/${mount}/login`, parameters, claims };
}

async function planAws(login: LoginBy<'aws'>, tools: LoginTools, signal: AbortSignal): Promise<LoginPlan> {
  const { region, aws, serverId } = login;
  const keys = await awsKeys(aws, tools, signal);
  const place = { region, ...(aws.endpoints.sts !== undefined && { endpoint: aws.endpoints.sts }) };
  const signed = signCallerIdentity(keys, place, tools.clock.wall(), serverId);
  const parameters = {
    ...withRole('role', login.role),
    iam_http_request_method: signed.method,
    iam_request_url: base64(signed.url),
    iam_request_body: base64(signed.body),
    iam_request_headers: base64(JSON.stringify(signed.headers)),
  };
  return { kind: 'request', path: `auth/${login.mount}/login`, parameters };
}

/**
 * Gathers what a login needs: reads files, asks the CI for an identity token, unwraps, signs.
 *
 * @throws KeepmumError `LOGIN_FAILED` or `STORE_DENIED`
 */
export async function planLogin(login: VaultLogin, tools: LoginTools, signal: AbortSignal): Promise<LoginPlan> {
  switch (login.method) {
    case 'token':
      return { kind: 'token', token: readCredential(login.token, 'the token') };
    case 'approle':
      return planAppRole(login, tools, signal);
    case 'jwt':
    case 'kubernetes':
      return planIdentity(login, tools, signal);
    case 'aws':
      return planAws(login, tools, signal);
    case 'cert':
      return { kind: 'request', path: `auth/${login.mount}/login`, parameters: withRole('name', login.role) };
  }
}
