import { Credential, readCredential } from '../credential.js';
import { claimsOf } from './claims.js';
import type { IdentitySource, IdentityToken } from './identity-source.js';
import { type IdentityTools, requestToken } from './request-token.js';
import { runCommand } from './run-command.js';

type SourceOf<Kind extends IdentitySource['kind']> = Extract<IdentitySource, { kind: Kind }>;

function askGithub(
  { url, bearer }: SourceOf<'github'>,
  audience: string | undefined,
  tools: IdentityTools,
  signal: AbortSignal,
) {
  const target = new URL(url);
  if (audience !== undefined) target.searchParams.set('audience', audience);
  const headers = { authorization: `bearer ${bearer.send()}`, accept: 'application/json' };
  return requestToken('GitHub', { method: 'GET', url: target, headers }, 'value', tools, signal);
}

function askAzure({ url, bearer, serviceConnection }: SourceOf<'azure'>, tools: IdentityTools, signal: AbortSignal) {
  const target = new URL(url);
  target.searchParams.set('api-version', '7.1');
  if (serviceConnection !== undefined) target.searchParams.set('serviceConnectionId', serviceConnection);
  const headers = { authorization: `Bearer ${bearer.send()}`, 'content-type': 'application/json' };
  return requestToken(
    'Azure Pipelines',
    { method: 'POST', url: target, headers, body: '' },
    'oidcToken',
    tools,
    signal,
  );
}

function askCommand({ issuer, environment }: SourceOf<'command'>, audience: string | undefined, signal: AbortSignal) {
  if (issuer === 'buildkite') {
    const wanted = audience === undefined ? [] : ['--audience', audience];
    return runCommand(['buildkite-agent', 'oidc', 'request-token', ...wanted], environment, signal);
  }
  const claims = JSON.stringify(audience === undefined ? {} : { aud: audience });
  return runCommand(['circleci', 'run', 'oidc', 'get', '--claims', claims], environment, signal);
}

async function jwtFrom(
  source: IdentitySource,
  audience: string | undefined,
  tools: IdentityTools,
  signal: AbortSignal,
): Promise<Credential> {
  switch (source.kind) {
    case 'given':
      return readCredential(source.token, 'the identity token');
    case 'github':
      return new Credential(await askGithub(source, audience, tools, signal));
    case 'azure':
      return new Credential(await askAzure(source, tools, signal));
    case 'command':
      return new Credential(await askCommand(source, audience, signal));
  }
}

/**
 * The pipeline's identity token. They live for minutes: ask just before the login.
 *
 * @param audience whom the token is for; the CI's own choice if absent, and where it cannot be chosen
 * @throws KeepmumError `LOGIN_FAILED`
 */
export async function obtainIdentity(
  source: IdentitySource,
  audience: string | undefined,
  tools: IdentityTools,
  signal: AbortSignal,
): Promise<IdentityToken> {
  const jwt = await jwtFrom(source, audience, tools, signal);
  const issuer = source.kind === 'given' || source.kind === 'command' ? source.issuer : source.kind;
  return { issuer, jwt, claims: claimsOf(jwt) };
}
