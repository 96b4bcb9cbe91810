import { describe, expect, test } from 'vitest';
import { awsSettings } from '../../src/config/aws-settings.js';
import { loadSecrets } from '../../src/config/load-secrets.js';
import { Credential } from '../../src/inject/credential.js';
import type { IdentitySource } from '../../src/inject/identity/identity-source.js';
import { folderWith } from './temporary-folder.js';

const ROLE = 'arn:aws:iam::123456789012:role/ci';
const OTHER = 'arn:aws-cn:iam::123456789012:role/path/other';
const IDENTITY: IdentitySource = { kind: 'github', url: 'https://ci.test/', bearer: new Credential('made-up') };
const KEYS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'made-up' };

function settings(toml: string, environment: Readonly<Record<string, string>> = {}, identity?: IdentitySource) {
  const cwd = folderWith({ '.git/': '', 'keepmum.toml': `[secrets.aws]\n${toml}` });
  return awsSettings(loadSecrets({ cwd, configFlag: undefined, environment: {} }).aws, environment, identity);
}

describe('how AWS is reached', () => {
  test('without anything said', () => {
    expect(settings('')).toEqual({
      replicas: [],
      base: { kind: 'chain' },
      roles: [],
      sessionName: 'keepmum',
      sessionSeconds: 900,
      endpoints: {},
      http: { tls: { verify: 'always' }, proxy: { except: [] }, connectWithin: 5000, largestAnswer: 8 * 1024 ** 2 },
      attemptWithin: 10_000,
      attempts: 3,
    });
  });

  test('as the file says', () => {
    const toml = `region = "eu-west-1"\nreplicas = ["eu-west-2"]\nprofile = "ci"\nsessionName = "me"\nsessionTime = "1h"
      endpoint = "http://aws.test"\ntimeLimit = "3s"\nattempts = 5`;
    expect(settings(toml, { AWS_REGION: 'us-east-1', ...KEYS })).toMatchObject({
      region: 'eu-west-1',
      replicas: ['eu-west-2'],
      base: { kind: 'chain', profile: 'ci' },
      sessionName: 'keepmum-me',
      sessionSeconds: 3600,
      endpoints: { secretsmanager: 'http://aws.test', ssm: 'http://aws.test', sts: 'http://aws.test' },
      attemptWithin: 3000,
      attempts: 5,
    });
  });

  test('as the environment says', () => {
    const environment = {
      AWS_DEFAULT_REGION: 'us-east-2',
      AWS_ENDPOINT_URL: 'http://all.test',
      AWS_ENDPOINT_URL_SSM: 'http://ssm.test',
      AWS_CA_BUNDLE: '/ca.pem',
      https_proxy: 'http://proxy.test',
      HTTPS_PROXY: 'http://other.test',
      NO_PROXY: 'a.test, b.test',
      ...KEYS,
      AWS_SESSION_TOKEN: 'made-up',
    };
    const { base, ...rest } = settings('', environment);
    expect(rest).toMatchObject({
      region: 'us-east-2',
      endpoints: { secretsmanager: 'http://all.test', ssm: 'http://ssm.test', sts: 'http://all.test' },
      http: {
        tls: { verify: 'always', caFile: '/ca.pem' },
        proxy: { https: 'http://proxy.test', except: ['a.test', 'b.test'] },
      },
    });
    expect(base).toMatchObject({ kind: 'keys', keys: { accessKeyId: 'id' } });
    expect(JSON.stringify(base)).not.toContain('made-up');
    expect(settings('', { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }).region).toBe('a');
    expect(settings('', { ...environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }).endpoints).toEqual({});
  });
});

describe('who logs in', () => {
  test.each([
    [
      'the identity of the pipeline',
      `role = "${ROLE}"`,
      {},
      { kind: 'web-identity', audience: 'sts.amazonaws.com', identity: IDENTITY },
      [ROLE],
    ],
    [
      'with an audience and further roles',
      `role = "${ROLE}"\nchain = ["${OTHER}"]\naudience = "me"`,
      {},
      { kind: 'web-identity', audience: 'me' },
      [ROLE, OTHER],
    ],
    ['a role that the environment names', '', { AWS_ROLE_ARN: ROLE }, { kind: 'web-identity' }, [ROLE]],
    [
      'a token in a file',
      '',
      { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: '/t' },
      { kind: 'web-identity', identity: { kind: 'given', token: { kind: 'file', path: '/t' } } },
      [ROLE],
    ],
    ['keys, and the role with them', `role = "${ROLE}"`, KEYS, { kind: 'keys' }, [ROLE]],
    ['keys, whatever role the environment names', '', { ...KEYS, AWS_ROLE_ARN: ROLE }, { kind: 'keys' }, []],
    ['a profile', `role = "${ROLE}"`, { AWS_PROFILE: 'p' }, { kind: 'chain', profile: 'p' }, [ROLE]],
    ['nobody in particular', '', {}, { kind: 'chain' }, []],
  ] as const)('%s', (_, toml, environment, base, roles) => {
    const made = settings(toml, environment, IDENTITY);
    expect(made.base).toMatchObject(base);
    expect(made.roles.map(({ arn }) => arn)).toEqual(roles);
  });

  test('an external id goes with every role', () => {
    const { roles } = settings(`role = "${ROLE}"\nchain = ["${OTHER}"]\nexternalId = "made-up-id"`, KEYS);
    expect(roles.map(({ externalId }) => externalId?.kind === 'value' && externalId.value.send())).toEqual([
      'made-up-id',
      'made-up-id',
    ]);
  });

  test.each([
    [{ GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '42' }, 'keepmum-acme-shop-42'],
    [{ CI_PROJECT_PATH: 'acme/shop', CI_JOB_ID: '43' }, 'keepmum-acme-shop-43'],
    [{ BUILDKITE_PIPELINE_SLUG: 'shop', BUILDKITE_BUILD_ID: '44' }, 'keepmum-shop-44'],
    [{ CIRCLE_PROJECT_REPONAME: 'shop', CIRCLE_BUILD_NUM: '45' }, 'keepmum-shop-45'],
    [{ AWS_ROLE_SESSION_NAME: 'mine', GITHUB_RUN_ID: '46' }, 'keepmum-mine'],
  ])('the audit trail says who it was: %j', (environment, name) => {
    expect(settings('', environment as Record<string, string>).sessionName).toBe(name);
  });

  test.each([
    ['role = "ci"', {}, 'cannot use "role" in keepmum.toml, line 2: found "ci", expected the ARN of a role'],
    [
      'sessionTime = "1m"',
      {},
      'cannot use "sessionTime" in keepmum.toml, line 2: found "1m", expected a time from 15m to 12h',
    ],
    [
      'attempts = 0',
      {},
      'cannot use "attempts" in keepmum.toml, line 2: found "0", expected a whole number from 1 to 10',
    ],
    ['', { AWS_ROLE_ARN: 'ci' }, 'cannot use the variable AWS_ROLE_ARN: found "ci", expected the ARN of a role'],
  ])('%j %j is wrong', (toml, environment, message) => {
    expect(() => settings(toml, environment as Record<string, string>, IDENTITY)).toThrow(message);
  });
});
