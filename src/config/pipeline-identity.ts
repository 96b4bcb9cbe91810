import { Credential } from '../inject/credential.js';
import type { IdentitySource } from '../inject/identity/identity-source.js';
import { givenCredential } from './credential-source.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Only what a CI's own program needs to find and prove itself to the CI. */
function commandEnvironment(environment: Environment, prefix: RegExp): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(([name]) => /^(?:PATH|HOME|TMPDIR)$/.test(name) || prefix.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function fromVariables(environment: Environment, names: readonly string[]): IdentitySource | undefined {
  const token = names.map((name) => environment[name]).find((value) => value);
  if (token === undefined) return undefined;
  return { kind: 'given', issuer: environment.GITLAB_CI ? 'gitlab' : 'other', token: givenCredential(token) };
}

function fromGithub({
  ACTIONS_ID_TOKEN_REQUEST_URL: url,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
}: Environment): IdentitySource | undefined {
  return url && bearer ? { kind: 'github', url, bearer: new Credential(bearer) } : undefined;
}

function fromAzure({
  SYSTEM_OIDCREQUESTURI: url,
  SYSTEM_ACCESSTOKEN: bearer,
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: serviceConnection,
}: Environment): IdentitySource | undefined {
  if (!url || !bearer) return undefined;
  return { kind: 'azure', url, bearer: new Credential(bearer), ...(serviceConnection && { serviceConnection }) };
}

function fromBuildkite(environment: Environment): IdentitySource | undefined {
  if (environment.BUILDKITE !== 'true') return undefined;
  return { kind: 'command', issuer: 'buildkite', environment: commandEnvironment(environment, /^BUILDKITE_/) };
}

/** The token that is laid down has the organisation for its audience; for another its program has to be asked. */
function fromCircleCi(environment: Environment, audience: string | undefined): IdentitySource | undefined {
  const { CIRCLECI, CIRCLE_OIDC_TOKEN_V2, CIRCLE_OIDC_TOKEN } = environment;
  const token = CIRCLE_OIDC_TOKEN_V2 || CIRCLE_OIDC_TOKEN;
  if (CIRCLECI !== 'true' || !token) return undefined;
  if (audience === undefined) return { kind: 'given', issuer: 'circleci', token: givenCredential(token) };
  return { kind: 'command', issuer: 'circleci', environment: commandEnvironment(environment, /^CIRCLE/) };
}

/**
 * Where this pipeline's identity token comes from, if it has one.
 *
 * @param tokenVariables variables that the user had the CI lay a token down in, as GitLab's `id_tokens` does
 * @param audience whom the token is to be for
 */
export function pipelineIdentity(
  environment: Environment,
  tokenVariables: readonly string[],
  audience: string | undefined,
): IdentitySource | undefined {
  return (
    fromVariables(environment, tokenVariables) ??
    fromGithub(environment) ??
    fromAzure(environment) ??
    fromBuildkite(environment) ??
    fromCircleCi(environment, audience)
  );
}
