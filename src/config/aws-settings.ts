import { Credential } from '../inject/credential.js';
import type { IdentitySource } from '../inject/identity/identity-source.js';
import type { AwsBase, AwsRole, AwsSettings } from '../inject/providers/aws/aws-settings.js';
import { sessionName } from '../inject/providers/aws/session-name.js';
import type { RawAws } from './aws-setting.js';
import { identityHints } from './identity-hints.js';
import { proxySettings } from './proxy-settings.js';
import { readCount, readDuration } from './quantity.js';
import { type Setting, settingError } from './setting.js';

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
const CONNECT_WITHIN = 5000;
const ATTEMPT_WITHIN = 10_000;
const ATTEMPTS = 3;
const LARGEST_ANSWER = 8 * 1024 ** 2;
/** Limits of AWS, in seconds. */
const SHORTEST_SESSION = 900;
const LONGEST_SESSION = 43_200;

const listOf = (setting: Setting | undefined): string[] =>
  setting === undefined ? [] : setting.text.split(',').map((one) => one.trim());

function roleOf(setting: Setting, arn: string, externalId: string | undefined): AwsRole {
  if (!/^arn:[^:]+:iam::\d+:role\/./.test(arn)) throw settingError(setting, 'the ARN of a role, arn:…:iam::…:role/…');
  const id =
    externalId === undefined ? {} : { externalId: { kind: 'value', value: new Credential(externalId) } as const };
  return { arn, ...id };
}

/** AWS_ROLE_ARN goes with an identity only, as for AWS' own tools. */
function firstRole(raw: RawAws, environment: Environment, base: AwsBase['kind']): Setting | undefined {
  const arn = environment.AWS_ROLE_ARN;
  if (raw.role !== undefined || base !== 'web-identity' || !arn) return raw.role;
  return { text: arn, where: () => 'the variable AWS_ROLE_ARN', code: 'USAGE' };
}

function rolesOf(raw: RawAws, environment: Environment, base: AwsBase['kind']): readonly AwsRole[] {
  return [firstRole(raw, environment, base), raw.chain].flatMap((setting) =>
    setting === undefined ? [] : listOf(setting).map((arn) => roleOf(setting, arn, raw.externalId?.text)),
  );
}

/** Keys that were given for this run win over the pipeline's identity, and that over what lies about on the machine. */
function baseOf(raw: RawAws, environment: Environment, identity: IdentitySource | undefined): AwsBase {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = environment;
  if (id && secret && raw.profile === undefined) {
    const session = token ? { sessionToken: new Credential(token) } : {};
    return { kind: 'keys', keys: { accessKeyId: id, secretAccessKey: new Credential(secret), ...session } };
  }
  const profile = raw.profile?.text ?? environment.AWS_PROFILE;
  const file = environment.AWS_WEB_IDENTITY_TOKEN_FILE;
  const source: IdentitySource | undefined = file
    ? { kind: 'given', issuer: 'other', token: { kind: 'file', path: file } }
    : identity;
  if (source !== undefined && (raw.role?.text || environment.AWS_ROLE_ARN) && !profile) {
    return { kind: 'web-identity', identity: source, audience: raw.audience?.text ?? DEFAULT_AUDIENCE };
  }
  const hints = identity === undefined ? identityHints(environment) : [];
  return { kind: 'chain', ...(profile && { profile }), ...(hints.length > 0 && { hints }) };
}

/** `AWS_ENDPOINT_URL_…` is what AWS' own tools obey. */
function endpointsOf(raw: RawAws, environment: Environment): AwsSettings['endpoints'] {
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  const all = raw.endpoint?.text ?? (ignored ? undefined : environment.AWS_ENDPOINT_URL);
  const pairs = [
    ['secretsmanager', environment.AWS_ENDPOINT_URL_SECRETS_MANAGER],
    ['ssm', environment.AWS_ENDPOINT_URL_SSM],
    ['sts', environment.AWS_ENDPOINT_URL_STS],
  ] as const;
  const known = pairs.map(([service, own]) => [service, raw.endpoint?.text ?? ((ignored ? undefined : own) || all)]);
  return Object.fromEntries(known.filter(([, address]) => address));
}

/** What AWS' audit trail is to say of the pipeline: its project and its run. */
function sessionNameOf(raw: RawAws, environment: Environment): string {
  const { AWS_ROLE_SESSION_NAME, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_PROJECT_PATH, CI_JOB_ID } = environment;
  const named = raw.sessionName?.text ?? AWS_ROLE_SESSION_NAME;
  if (named) return sessionName([named]);
  const repository = GITHUB_REPOSITORY ?? CI_PROJECT_PATH ?? environment.BUILDKITE_PIPELINE_SLUG;
  return sessionName([
    repository ?? environment.CIRCLE_PROJECT_REPONAME,
    GITHUB_RUN_ID ?? CI_JOB_ID ?? environment.BUILDKITE_BUILD_ID ?? environment.CIRCLE_BUILD_NUM,
  ]);
}

function sessionSecondsOf({ sessionTime }: RawAws): number {
  if (sessionTime === undefined) return SHORTEST_SESSION;
  const seconds = Math.ceil(readDuration(sessionTime) / 1000);
  if (seconds >= SHORTEST_SESSION && seconds <= LONGEST_SESSION) return seconds;
  throw settingError(sessionTime, 'a time from 15m to 12h');
}

/**
 * How to reach AWS: `[secrets.aws]` and the environment.
 *
 * @param identity where the pipeline's identity token comes from, if it has one
 * @throws KeepmumError `CONFIG_INVALID` or `USAGE`, naming the line or the variable
 */
export function awsSettings(raw: RawAws, environment: Environment, identity: IdentitySource | undefined): AwsSettings {
  const region = raw.region?.text ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined);
  const base = baseOf(raw, environment, identity);
  const caFile = environment.AWS_CA_BUNDLE;
  return {
    ...(region !== undefined && { region }),
    replicas: listOf(raw.replicas),
    base,
    roles: rolesOf(raw, environment, base.kind),
    sessionName: sessionNameOf(raw, environment),
    sessionSeconds: sessionSecondsOf(raw),
    endpoints: endpointsOf(raw, environment),
    http: {
      tls: { verify: 'always', ...(caFile && { caFile }) },
      proxy: proxySettings(environment),
      connectWithin: CONNECT_WITHIN,
      largestAnswer: LARGEST_ANSWER,
    },
    attemptWithin: raw.timeLimit === undefined ? ATTEMPT_WITHIN : readDuration(raw.timeLimit),
    attempts: raw.attempts === undefined ? ATTEMPTS : readCount(raw.attempts, 1, 10),
  };
}
