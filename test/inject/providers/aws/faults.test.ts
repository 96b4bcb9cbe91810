import { afterEach, describe, expect, test } from 'vitest';
import type { AwsSettings } from '../../../../src/inject/providers/aws/aws-settings.js';
import { parametersProvider } from '../../../../src/inject/providers/aws/parameters.js';
import { secretsManagerProvider } from '../../../../src/inject/providers/aws/secrets-manager.js';
import type { Provider } from '../../../../src/inject/providers/provider.js';
import { readAll } from '../read-all.js';
import { awsSession } from './aws-world.js';
import { type AwsCall, AwsFaultServer, type AwsReply, awsFault } from './fault-server.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Make = typeof secretsManagerProvider;

async function world(
  answer: (call: AwsCall) => AwsReply,
  settings: Partial<AwsSettings> = {},
  make: Make = secretsManagerProvider,
) {
  const server = new AwsFaultServer(answer);
  const session = awsSession(await server.start(), settings);
  ends.push(
    () => server.stop(),
    () => session.close(),
  );
  return { server, provider: make(session) };
}

const secret = (id: unknown, value = `made-up ${id}`) => ({
  Name: id,
  ARN: `arn-${id}`,
  VersionId: 'v1',
  SecretString: value,
});
const idsOf = ({ input }: AwsCall) => input.SecretIdList as string[];

/** Answers every request for one secret, and batches as `batch` says. */
const withBatch =
  (batch: (call: AwsCall) => AwsReply) =>
  (call: AwsCall): AwsReply =>
    call.action === 'BatchGetSecretValue' ? batch(call) : { status: 200, body: secret(call.input.SecretId) };

async function told(provider: Provider, references: readonly string[]) {
  const answers = await readAll(provider, references);
  return answers.map(({ whole, error }) => whole ?? error?.message);
}

const actionsOf = ({ calls }: AwsFaultServer) => calls.map(({ action }) => action);

describe('a batch', () => {
  test('of one is none', async () => {
    const { server, provider } = await world(withBatch(() => awsFault('AccessDeniedException', 'no')));
    expect(await told(provider, ['aws-sm://a'])).toEqual(['made-up a']);
    expect(actionsOf(server)).toEqual(['GetSecretValue']);
  });

  test('that fails for one secret does so for this one only, which is asked for alone', async () => {
    const { server, provider } = await world((call) => {
      if (call.action !== 'BatchGetSecretValue') return awsFault('DecryptionFailure', 'the key is disabled');
      const values = idsOf(call)
        .filter((id) => id !== 'b')
        .map((id) => secret(id));
      return {
        status: 200,
        body: { SecretValues: values, Errors: [{ SecretId: 'b', ErrorCode: 'DecryptionFailure', Message: 'x' }] },
      };
    });
    expect(await told(provider, ['aws-sm://a', 'aws-sm://b', 'aws-sm://c'])).toEqual([
      'made-up a',
      'cannot read "aws-sm://b": DecryptionFailure: the key is disabled',
      'made-up c',
    ]);
    expect(actionsOf(server)).toEqual(['BatchGetSecretValue', 'GetSecretValue']);
  });

  test('may come in pages, of which some are empty', async () => {
    const pages = [
      { NextToken: '1' },
      { SecretValues: [secret('b')], NextToken: '2' },
      { SecretValues: [secret('a')] },
    ];
    const { server, provider } = await world(
      withBatch(({ input }) => ({ status: 200, body: pages[Number(input.NextToken ?? 0)] ?? {} })),
    );
    expect(await told(provider, ['aws-sm://a', 'aws-sm://b'])).toEqual(['made-up a', 'made-up b']);
    expect(actionsOf(server)).toEqual(Array(3).fill('BatchGetSecretValue'));
  });

  test('that may not be asked for is asked for one by one', async () => {
    const { server, provider } = await world(withBatch(() => awsFault('AccessDeniedException', 'no batches')));
    expect(await told(provider, ['aws-sm://a', 'aws-sm://b'])).toEqual(['made-up a', 'made-up b']);
    expect(actionsOf(server).sort()).toEqual(['BatchGetSecretValue', 'GetSecretValue', 'GetSecretValue']);
  });

  test('has at most twenty, each once, and leaves out what is not current', async () => {
    const { server, provider } = await world(
      withBatch((call) => ({ status: 200, body: { SecretValues: idsOf(call).map((id) => secret(id)) } })),
    );
    const names = Array.from({ length: 41 }, (_, index) => `n${index}`);
    expect(await told(provider, [...names.map((name) => `aws-sm://${name}`), 'aws-sm://n0?stage=AWSPREVIOUS'])).toEqual(
      [...names.map((name) => `made-up ${name}`), 'made-up n0'],
    );
    const batches = server.calls
      .filter(({ action }) => action === 'BatchGetSecretValue')
      .map((call) => idsOf(call).length);
    expect(batches.sort()).toEqual([1, 20, 20]);
    expect(server.calls.filter(({ action }) => action === 'GetSecretValue').map(({ input }) => input)).toEqual([
      { SecretId: 'n0', VersionStage: 'AWSPREVIOUS' },
    ]);
  });
});

describe('what may pass is tried again', () => {
  test.each([
    ['throttling', awsFault('ThrottlingException', 'Rate exceeded')],
    ['an error of the service', awsFault('InternalServiceError', 'oops', 500)],
    ['no service', { status: 503, body: {} }],
    ['a connection that breaks', 'hang-up'],
    ['an answer that is cut', { status: 500, body: '<html>' }],
  ] as const)('%s', async (_, fault) => {
    let left = 2;
    const { server, provider } = await world(({ input }) =>
      left-- > 0 ? fault : { status: 200, body: secret(input.SecretId) },
    );
    expect(await told(provider, ['aws-sm://a'])).toEqual(['made-up a']);
    expect(server.calls).toHaveLength(3);
  });

  test('but not for ever', async () => {
    const { server, provider } = await world(() => awsFault('ThrottlingException', 'Rate exceeded'));
    const [answer] = await readAll(provider, ['aws-sm://a']);
    expect(answer?.error).toMatchObject({
      code: 'STORE_FAILED',
      message: 'cannot read "aws-sm://a": ThrottlingException: Rate exceeded',
      hints: ['AWS knows this request as request-1'],
    });
    expect(server.calls).toHaveLength(3);
  });

  test.each([
    ['AccessDeniedException', 'STORE_DENIED'],
    ['ResourceNotFoundException', 'SECRET_NOT_FOUND'],
    ['InvalidParameterException', 'STORE_FAILED'],
  ])('but not %s', async (name, code) => {
    const { server, provider } = await world(() => awsFault(name, 'because'));
    const [answer] = await readAll(provider, ['aws-sm://a']);
    expect(answer?.error).toMatchObject({ code, message: `cannot read "aws-sm://a": ${name}: because` });
    expect(server.calls).toHaveLength(1);
  });

  test('and what cannot be reached is said to be, with its address', async () => {
    const { server, provider } = await world(() => 'hang-up');
    const [answer] = await readAll(provider, ['aws-sm://a']);
    expect(answer?.error?.code).toBe('STORE_UNREACHABLE');
    expect(answer?.error?.message).toContain('127.0.0.1');
    expect(server.calls.length).toBeGreaterThan(1);
  });

  test('an answer that never comes has its time', async () => {
    const { provider } = await world(() => 'hang-up', { attemptWithin: 1, attempts: 1 });
    const [answer] = await readAll(provider, ['aws-sm://a']);
    expect(answer?.error?.code).toBe('STORE_UNREACHABLE');
  });
});

describe('a message that may repeat what was sent is not shown', () => {
  test.each(['InvalidSignatureException', 'SignatureDoesNotMatch', 'ValidationException', 'SomethingNew'])(
    '%s',
    async (name) => {
      const { provider } = await world(() => awsFault(name, 'x-amz-security-token:made-up-token'));
      expect(await told(provider, ['aws-sm://a'])).toEqual([`cannot read "aws-sm://a": ${name} (status 400)`]);
    },
  );
});

describe('replicas', () => {
  const arn = 'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a-AbCdEf';
  const settings = { replicas: ['eu-central-1', 'eu-west-1', 'eu-north-1'], attempts: 1 };

  test('are asked in turn where the first region fails, ARNs in their words', async () => {
    const { server, provider } = await world(({ region, input }) => {
      if (region === 'us-gov-west-1') return 'hang-up';
      if (region === 'eu-central-1') return awsFault('InternalServiceError', 'oops', 500);
      return { status: 200, body: secret(input.SecretId) };
    }, settings);
    expect(await told(provider, [`aws-sm://${arn}`])).toEqual([
      'made-up arn:aws-us-gov:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf',
    ]);
    expect(server.calls.map(({ region }) => region)).toEqual(['us-gov-west-1', 'eu-central-1', 'eu-west-1']);
  });

  test('are asked for batches too', async () => {
    const { provider } = await world((call) => {
      if (call.region !== 'eu-north-1') return { status: 503, body: {} };
      return { status: 200, body: { SecretValues: idsOf(call).map((id) => secret(id)) } };
    }, settings);
    expect(await told(provider, ['aws-sm://a', 'aws-sm://b'])).toEqual(['made-up a', 'made-up b']);
  });

  test('are not asked where the first region refuses, and its reason is told where all fail', async () => {
    const refused = await world(() => awsFault('AccessDeniedException', 'no'), settings);
    await told(refused.provider, ['aws-sm://a']);
    expect(refused.server.calls.map(({ region }) => region)).toEqual(['eu-central-1']);
    const failed = await world(({ region }) => awsFault('InternalServiceError', `oops in ${region}`, 500), settings);
    expect(await told(failed.provider, ['aws-sm://a'])).toEqual([
      'cannot read "aws-sm://a": InternalServiceError: oops in eu-central-1',
    ]);
    expect(await told(failed.provider, ['aws-sm://a', 'aws-sm://b'])).toEqual([
      'cannot read "aws-sm://a": InternalServiceError: oops in eu-central-1',
      'cannot read "aws-sm://b": InternalServiceError: oops in eu-central-1',
    ]);
  });
});

test('parameters are asked for ten at a time', async () => {
  const { server, provider } = await world(
    ({ input }) => {
      const names = input.Names as string[];
      return { status: 200, body: { Parameters: names.map((Name) => ({ Name, Value: `made-up ${Name}` })) } };
    },
    {},
    parametersProvider,
  );
  const names = Array.from({ length: 21 }, (_, index) => `/n${index}`);
  expect(
    await told(
      provider,
      names.map((name) => `aws-ssm://${name}`),
    ),
  ).toEqual(names.map((name) => `made-up ${name}`));
  expect(server.calls.map(({ input }) => (input.Names as string[]).length).sort()).toEqual([1, 10, 10]);
});

test('a parameter that may not be read does not spoil the others', async () => {
  const { provider } = await world(
    ({ input }) => {
      const names = input.Names as string[];
      if (names.includes('/b')) return awsFault('AccessDeniedException', 'not /b');
      return {
        status: 200,
        body: { Parameters: names.map((Name) => ({ Name, Value: `made-up ${Name}`, Version: 4 })) },
      };
    },
    {},
    parametersProvider,
  );
  expect(await told(provider, ['aws-ssm:///a', 'aws-ssm:///b', 'aws-ssm:///c'])).toEqual([
    'made-up /a',
    'cannot read "aws-ssm:///b": AccessDeniedException: not /b',
    'made-up /c',
  ]);
});

test('a read that is told to stop, stops', async () => {
  const controller = new AbortController();
  const { provider } = await world(() => {
    controller.abort(new Error('enough'));
    return 'hang-up';
  });
  await expect(readAll(provider, ['aws-sm://a', 'aws-sm://b'], controller.signal)).rejects.toThrow('enough');
});
