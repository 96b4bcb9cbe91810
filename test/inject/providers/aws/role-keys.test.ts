import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { Credential } from '../../../../src/inject/credential.js';
import type { IdentityToken } from '../../../../src/inject/identity/identity-source.js';
import type { AwsBase, AwsSettings } from '../../../../src/inject/providers/aws/aws-settings.js';
import { parametersProvider } from '../../../../src/inject/providers/aws/parameters.js';
import type { AskIdentity } from '../../../../src/inject/providers/aws/role-keys.js';
import { secretsManagerProvider } from '../../../../src/inject/providers/aws/secrets-manager.js';
import { serverVariable, withServers } from '../../../servers/server-address.js';
import { readAll } from '../read-all.js';
import { awsSession } from './aws-world.js';
import { type AwsCall, AwsFaultServer, type AwsReply, assumedRole, awsFault } from './fault-server.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const HOUR = 3_600_000;
const ROLES = ['arn:aws:iam::123456789012:role/first', 'arn:aws:iam::123456789012:role/second'].map((arn) => ({ arn }));
const JWT = `head.${Buffer.from('{"sub":"repo:o/r"}').toString('base64url')}.made-up-signature`;
const identity: AwsBase = {
  kind: 'web-identity',
  audience: 'sts.amazonaws.com',
  identity: { kind: 'given', issuer: 'gitlab', token: { kind: 'value', value: new Credential(JWT) } },
};
const token: IdentityToken = {
  issuer: 'gitlab',
  jwt: new Credential(JWT),
  claims: { iss: 'https://ci.test', sub: 'repo:o/r', ref: 'x' },
};
const inSoLong = (milliseconds: number) => new Date(Date.now() + milliseconds);

async function world(
  answer: (call: AwsCall) => AwsReply,
  settings: Partial<AwsSettings>,
  ask: AskIdentity = async () => token,
) {
  const server = new AwsFaultServer(answer);
  const session = awsSession(await server.start(), settings, ask);
  ends.push(
    () => server.stop(),
    () => session.close(),
  );
  return { server, provider: secretsManagerProvider(session) };
}

/** Gives keys for every role, and secrets with them. */
function plays(seconds = HOUR): (call: AwsCall) => AwsReply {
  let given = 0;
  return ({ action, input }) => {
    if (action.startsWith('Assume')) return assumedRole(action, `KEY${++given}`, inSoLong(seconds));
    return { status: 200, body: { Name: input.SecretId, SecretString: 'made-up', VersionId: 'v' } };
  };
}

describe('a web identity', () => {
  test('is asked for once, for its audience, and its role may take others', async () => {
    const audiences: string[] = [];
    const { server, provider } = await world(
      plays(),
      { base: identity, roles: ROLES, sessionName: 'keepmum-o-r-42' },
      async (_, audience) => {
        audiences.push(audience);
        return token;
      },
    );
    await readAll(provider, ['aws-sm://a', 'aws-sm://b?stage=AWSPREVIOUS']);
    await readAll(provider, ['aws-sm://c']);
    expect(audiences).toEqual(['sts.amazonaws.com']);
    expect(server.calls.slice(0, 2)).toMatchObject([
      {
        action: 'AssumeRoleWithWebIdentity',
        accessKeyId: '',
        input: {
          RoleArn: ROLES[0]?.arn,
          WebIdentityToken: JWT,
          RoleSessionName: 'keepmum-o-r-42',
          DurationSeconds: '900',
        },
      },
      {
        action: 'AssumeRole',
        accessKeyId: 'KEY1',
        input: { RoleArn: ROLES[1]?.arn, RoleSessionName: 'keepmum-o-r-42' },
      },
    ]);
    expect(server.calls.slice(2).map(({ action, accessKeyId }) => [action, accessKeyId])).toEqual(
      Array(3).fill(['GetSecretValue', 'KEY2']),
    );
  });

  test('that is refused shows what it claims, and never itself', async () => {
    const refusal = `<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>`;
    const { provider } = await world(() => ({ status: 403, body: refusal }), { base: identity, roles: ROLES });
    const error = await readAll(provider, ['aws-sm://a']).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'LOGIN_FAILED',
      message: `cannot take the role "${ROLES[0]?.arn}" with the identity of gitlab: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
      hints: [
        `compare the role's trust policy with what the token says: iss "https://ci.test", sub "repo:o/r"`,
        'AWS knows this request as request-1',
      ],
    });
  });

  test('is not shown by an error that repeats it', async () => {
    const refusal = `<ErrorResponse><Error><Code>ValidationError</Code><Message>Value '${JWT}' failed</Message></Error></ErrorResponse>`;
    const { provider } = await world(() => ({ status: 400, body: refusal }), { base: identity, roles: ROLES });
    const error = (await readAll(provider, ['aws-sm://a']).catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).toContain('ValidationError (status 400)');
    expect(error.message).not.toContain(JWT);
  });
});

describe('keys', () => {
  test('of a role are asked for with its external id', async () => {
    const externalId = { kind: 'value', value: new Credential('made-up-id') } as const;
    const { server, provider } = await world(plays(), { roles: [{ arn: ROLES[0]?.arn ?? '', externalId }] });
    await readAll(provider, ['aws-sm://a']);
    expect(server.calls[0]).toMatchObject({
      action: 'AssumeRole',
      accessKeyId: 'test',
      input: { ExternalId: 'made-up-id' },
    });
  });

  test('are shared by stores that are asked at the same time', async () => {
    const server = new AwsFaultServer(plays());
    const session = awsSession(await server.start(), { roles: ROLES });
    ends.push(
      () => server.stop(),
      () => session.close(),
    );
    const stores = [secretsManagerProvider(session), parametersProvider(session)] as const;
    await Promise.all([readAll(stores[0], ['aws-sm://a']), readAll(stores[1], ['aws-ssm://a'])]);
    expect(server.calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2);
  });

  test('are got anew before they end', async () => {
    const { server, provider } = await world(plays(30_000), { roles: ROLES.slice(0, 1) });
    await readAll(provider, ['aws-sm://a']);
    await readAll(provider, ['aws-sm://a']);
    const used = server.calls.filter(({ action }) => action === 'GetSecretValue').map(({ accessKeyId }) => accessKeyId);
    expect(new Set(used).size).toBe(2);
  });

  test('that have ended all the same are got anew, once', async () => {
    const normal = plays();
    const { server, provider } = await world(
      (call) => (call.accessKeyId === 'KEY1' ? awsFault('ExpiredTokenException', 'expired') : normal(call)),
      { roles: ROLES.slice(0, 1) },
    );
    expect(await readAll(provider, ['aws-sm://a'])).toMatchObject([{ whole: 'made-up' }]);
    expect(server.calls.map(({ action }) => action)).toEqual([
      'AssumeRole',
      'GetSecretValue',
      'AssumeRole',
      'GetSecretValue',
    ]);
  });

  test('that a role refuses end the whole read, with the reason', async () => {
    const refusal =
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>User x is not authorized</Message></Error></ErrorResponse>';
    const { provider } = await world(() => ({ status: 403, body: refusal }), { roles: ROLES });
    await expect(readAll(provider, ['aws-sm://a', 'aws-sm://b'])).rejects.toMatchObject({
      code: 'LOGIN_FAILED',
      message: `cannot take the role "${ROLES[0]?.arn}": AccessDenied: User x is not authorized`,
    });
  });
});

withServers(['aws'], 'roles of a real token service', () => {
  test('are taken with a web identity, and one after the other', async () => {
    const session = awsSession(
      serverVariable('TEST_AWS_ENDPOINT'),
      { base: identity, roles: ROLES },
      async () => token,
    );
    ends.push(() => session.close());
    const keys = await session.logIn(new AbortController().signal);
    expect(keys.accessKeyId).toMatch(/^ASIA/);
    expect(keys.expiration?.getTime()).toBeGreaterThan(Date.now());
    const [answer] = await readAll(secretsManagerProvider(session), [`aws-sm://it/${randomUUID()}`]);
    expect(answer?.error?.code).toBe('SECRET_NOT_FOUND');
  });
});
