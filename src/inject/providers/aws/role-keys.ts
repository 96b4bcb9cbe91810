import { fromNodeProviderChain, fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { readCredential } from '../../credential.js';
import type { IdentitySource, IdentityToken } from '../../identity/identity-source.js';
import { awsError } from './aws-error.js';
import type { AwsBase, AwsRole, AwsSettings } from './aws-settings.js';
import type { httpHandler } from './http-handler.js';

type KeysOf = ReturnType<typeof fromWebToken>;
export type SessionKeys = Awaited<ReturnType<KeysOf>>;

/** Gives the pipeline's identity token for an audience. @throws KeepmumError `LOGIN_FAILED` */
export type AskIdentity = (source: IdentitySource, audience: string, signal: AbortSignal) => Promise<IdentityToken>;

/** What getting keys needs. */
export interface KeyTools {
  readonly askIdentity: AskIdentity;
  readonly requestHandler: ReturnType<typeof httpHandler>;
}

/** The token service of a region is asked rather than the global one, which is in one place only. */
function stsConfig({ region, endpoints, attempts }: AwsSettings, { requestHandler }: KeyTools) {
  return {
    requestHandler,
    maxAttempts: attempts,
    ...(region !== undefined && { region }),
    ...(endpoints.sts !== undefined && { endpoint: endpoints.sts }),
  };
}

function claimsIn({ claims }: IdentityToken): string {
  const shown = Object.entries(claims).filter(([name]) => ['iss', 'aud', 'sub'].includes(name));
  return shown.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
}

async function keysOfWebIdentity(
  { identity, audience }: Extract<AwsBase, { kind: 'web-identity' }>,
  role: AwsRole,
  settings: AwsSettings,
  tools: KeyTools,
  signal: AbortSignal,
): Promise<SessionKeys> {
  const token = await tools.askIdentity(identity, audience, signal);
  const ask = fromWebToken({
    roleArn: role.arn,
    webIdentityToken: token.jwt.send(),
    roleSessionName: settings.sessionName,
    durationSeconds: settings.sessionSeconds,
    clientConfig: stsConfig(settings, tools),
  });
  try {
    return await ask();
  } catch (error) {
    const { message, hints } = awsError(`take the role "${role.arn}" with the identity of ${token.issuer}`, error);
    const compare = `compare the role's trust policy with what the token says: ${claimsIn(token)}`;
    throw new KeepmumError('LOGIN_FAILED', message, { hints: [compare, ...hints], cause: error });
  }
}

async function keysOfRole(
  role: AwsRole,
  from: SessionKeys,
  settings: AwsSettings,
  tools: KeyTools,
): Promise<SessionKeys> {
  const externalId = role.externalId && readCredential(role.externalId, 'the external id').send();
  const take = fromTemporaryCredentials({
    masterCredentials: from,
    params: {
      RoleArn: role.arn,
      RoleSessionName: settings.sessionName,
      DurationSeconds: settings.sessionSeconds,
      ...(externalId !== undefined && { ExternalId: externalId }),
    },
    clientConfig: stsConfig(settings, tools),
  });
  try {
    return await take();
  } catch (error) {
    const { message, hints } = awsError(`take the role "${role.arn}"`, error);
    throw new KeepmumError('LOGIN_FAILED', message, { hints, cause: error });
  }
}

async function keysOfChain(
  { profile, hints: more = [] }: Omit<Extract<AwsBase, { kind: 'chain' }>, 'kind'>,
  settings: AwsSettings,
  tools: KeyTools,
): Promise<SessionKeys> {
  const chain = fromNodeProviderChain({
    clientConfig: stsConfig(settings, tools),
    ...(profile !== undefined && { profile }),
  });
  try {
    return await chain();
  } catch (error) {
    const isNothing = error instanceof Error && error.name === 'CredentialsProviderError';
    const message = isNothing ? 'cannot log in to AWS: found no usable keys' : awsError('log in to AWS', error).message;
    const hints = [
      ...more,
      'keys in the environment, a profile, or role = "arn:…" under [secrets.aws] with the identity of the pipeline',
    ];
    throw new KeepmumError('LOGIN_FAILED', message, { hints, cause: error });
  }
}

/**
 * Logs in: the base, then one role with the keys of the one before.
 *
 * @throws KeepmumError `LOGIN_FAILED`
 */
export async function obtainKeys(settings: AwsSettings, tools: KeyTools, signal: AbortSignal): Promise<SessionKeys> {
  const { base, roles } = settings;
  const [first, ...others] = roles;
  const isWeb = base.kind === 'web-identity' && first !== undefined;
  let keys = isWeb ? await keysOfWebIdentity(base, first, settings, tools, signal) : await keysOfBase(settings, tools);
  for (const role of isWeb ? others : roles) {
    signal.throwIfAborted();
    keys = await keysOfRole(role, keys, settings, tools);
  }
  return keys;
}

async function keysOfBase(settings: AwsSettings, tools: KeyTools): Promise<SessionKeys> {
  const { base } = settings;
  if (base.kind !== 'keys') return keysOfChain(base.kind === 'chain' ? base : {}, settings, tools);
  const { accessKeyId, secretAccessKey, sessionToken } = base.keys;
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.send(),
    ...(sessionToken !== undefined && { sessionToken: sessionToken.send() }),
  };
}
