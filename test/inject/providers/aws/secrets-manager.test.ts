import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, expect, test } from 'vitest';
import { secretsManagerProvider } from '../../../../src/inject/providers/aws/secrets-manager.js';
import { serverVariable, withServers } from '../../../servers/server-address.js';
import { readAll } from '../read-all.js';
import { awsSession } from './aws-world.js';

withServers(['aws'], 'AWS Secrets Manager', () => {
  const endpoint = serverVariable('TEST_AWS_ENDPOINT');
  const admin = adminOf('eu-central-1');
  const sessions = [awsSession(endpoint)];
  const provider = secretsManagerProvider(sessions[0] as ReturnType<typeof awsSession>);

  function adminOf(region: string): SecretsManagerClient {
    return new SecretsManagerClient({
      region,
      endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  afterAll(() => {
    for (const session of sessions) session.close();
    admin.destroy();
  });

  async function create(value: string | Uint8Array, name = `it/${randomUUID()}`, client = admin) {
    const content = typeof value === 'string' ? { SecretString: value } : { SecretBinary: value };
    const { ARN = '', VersionId = '' } = await client.send(new CreateSecretCommand({ Name: name, ...content }));
    return { name, arn: ARN, version: VersionId };
  }

  test('a secret by name, by ARN, and by ARN without its last characters', async () => {
    const { name, arn, version } = await create('made-up-1');
    const answers = await readAll(provider, [`aws-sm://${name}`, `aws-sm://${arn}`, `aws-sm://${arn.slice(0, -7)}`]);
    expect(answers).toEqual(Array(3).fill({ whole: 'made-up-1', fields: {}, version }));
  });

  test('members of a JSON object, as they are written', async () => {
    const { name } = await create('{"username":"ann","password":"made-up-2","id":12345678901234567890}');
    const [answer] = await readAll(provider, [`aws-sm://${name}#password`]);
    expect(answer?.fields).toEqual({ username: 'ann', password: 'made-up-2', id: '12345678901234567890' });
  });

  test('a binary secret, byte for byte, alone and in a batch', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const first = await create(bytes);
    const second = await create(Uint8Array.of(0xff, 0x00, 0xc3));
    const reads = [first, second].map(({ name }) => ({ store: 'aws-sm', path: name, options: {} }) as const);
    const signal = new AbortController().signal;
    const outcomes = [...(await provider.read(reads, signal)), ...(await provider.read(reads.slice(0, 1), signal))];
    const values = outcomes.map((outcome) => ('answer' in outcome ? outcome.answer.whole?.reveal() : outcome.error));
    expect(values).toEqual([bytes, Uint8Array.of(0xff, 0x00, 0xc3), bytes]);
  });

  test('an older version, by stage and by number', async () => {
    const { name, version: first } = await create('made-up-old');
    const { VersionId: second } = await admin.send(
      new PutSecretValueCommand({ SecretId: name, SecretString: 'made-up-new' }),
    );
    const answers = await readAll(provider, [
      `aws-sm://${name}`,
      `aws-sm://${name}?stage=AWSCURRENT`,
      `aws-sm://${name}?stage=AWSPREVIOUS`,
      `aws-sm://${name}?version=${first}`,
    ]);
    expect(answers.map(({ whole, version }) => [whole, version])).toEqual([
      ['made-up-new', second],
      ['made-up-new', second],
      ['made-up-old', first],
      ['made-up-old', first],
    ]);
  });

  test('more than two batches, with some missing, each in its place', async () => {
    const made = await Promise.all(Array.from({ length: 45 }, (_, index) => create(`made-up-${index}`)));
    const references = made.map(({ name, arn }, index) => `aws-sm://${index % 2 === 0 ? name : arn}`);
    references.splice(7, 0, 'aws-sm://it/none-such');
    const answers = await readAll(provider, references);
    const expected = made.map((_, index) => `made-up-${index}`);
    expected.splice(
      7,
      0,
      'cannot read "aws-sm://it/none-such": ResourceNotFoundException: Secrets Manager can\'t find the specified secret',
    );
    expect(answers.map(({ whole, error }) => whole ?? error?.message)).toEqual(expected);
    expect(answers[7]?.error?.code).toBe('SECRET_NOT_FOUND');
  });

  test('one that is marked for deletion is said to be', async () => {
    const { name } = await create('made-up-3');
    await admin.send(new DeleteSecretCommand({ SecretId: name }));
    const [answer] = await readAll(provider, [`aws-sm://${name}`]);
    expect(answer?.error).toMatchObject({
      code: 'SECRET_NOT_FOUND',
      message: expect.stringMatching(/InvalidRequestException: .*deleted/),
    });
  });

  test('an ARN is asked for in its own region, and a name where the option says', async () => {
    const elsewhere = adminOf('us-west-2');
    const { name, arn } = await create('made-up-west', undefined, elsewhere);
    elsewhere.destroy();
    const answers = await readAll(provider, [
      `aws-sm://${arn}`,
      `aws-sm://${name}?region=us-west-2`,
      `aws-sm://${name}`,
    ]);
    expect(answers.map(({ whole, error }) => whole ?? error?.code)).toEqual([
      'made-up-west',
      'made-up-west',
      'SECRET_NOT_FOUND',
    ]);
  });
});
