import { randomUUID } from 'node:crypto';
import { LabelParameterVersionCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, expect, test } from 'vitest';
import { parametersProvider } from '../../../../src/inject/providers/aws/parameters.js';
import { serverVariable, withServers } from '../../../servers/server-address.js';
import { readAll } from '../read-all.js';
import { awsSession } from './aws-world.js';

withServers(['aws'], 'AWS parameters', () => {
  const endpoint = serverVariable('TEST_AWS_ENDPOINT');
  const admin = new SSMClient({
    region: 'eu-central-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const session = awsSession(endpoint);
  const provider = parametersProvider(session);

  afterAll(() => {
    session.close();
    admin.destroy();
  });

  async function put(name: string, Value: string): Promise<void> {
    await admin.send(new PutParameterCommand({ Name: name, Value, Type: 'SecureString', Overwrite: true }));
  }

  test('are decrypted, in folders or not, alone or together', async () => {
    const id = randomUUID();
    await put(`/it/${id}/password`, 'made-up-1');
    await put(`it-${id}`, '{"user":"ann"}');
    const references = [`aws-ssm:///it/${id}/password`, `aws-ssm://it/${id}/password`, `aws-ssm://it-${id}`];
    const together = await readAll(provider, references);
    expect(together.map(({ whole, fields, version }) => [whole, fields, version])).toEqual([
      ['made-up-1', {}, '1'],
      ['made-up-1', {}, '1'],
      ['{"user":"ann"}', { user: 'ann' }, '1'],
    ]);
    for (const [index, reference] of references.entries()) {
      expect(await readAll(provider, [reference])).toEqual([together[index]]);
    }
  });

  test('have versions and labels', async () => {
    const name = `/it/${randomUUID()}`;
    await put(name, 'made-up-old');
    await put(name, 'made-up-new');
    await admin.send(new LabelParameterVersionCommand({ Name: name, ParameterVersion: 1, Labels: ['stable'] }));
    const answers = await readAll(provider, [
      `aws-ssm://${name}`,
      `aws-ssm://${name}?version=1`,
      `aws-ssm://${name}?label=stable`,
    ]);
    expect(answers.map(({ whole, version }) => [whole, version])).toEqual([
      ['made-up-new', '2'],
      ['made-up-old', '1'],
      ['made-up-old', '1'],
    ]);
  });

  test('are asked for ten at a time, and those that are missing are named', async () => {
    const id = randomUUID();
    const names = Array.from({ length: 25 }, (_, index) => `/it/${id}/${index}`);
    for (const [index, name] of names.entries()) await put(name, `made-up-${index}`);
    const answers = await readAll(
      provider,
      [...names, '/it/none', '/it/none/'].map((name) => `aws-ssm://${name}`),
    );
    expect(answers.map(({ whole, error }) => whole ?? error?.message)).toEqual([
      ...names.map((_, index) => `made-up-${index}`),
      'cannot read "aws-ssm:///it/none": no such parameter',
      'cannot read "aws-ssm:///it/none/": no parameters there',
    ]);
    expect(answers.at(-1)?.error?.code).toBe('SECRET_NOT_FOUND');
  });

  test('below a path are its keys', async () => {
    const id = randomUUID();
    for (let index = 0; index < 15; index++) await put(`/it/${id}/key-${index}`, `made-up-${index}`);
    await put(`/it/${id}/deeper/key`, 'made-up-deep');
    const [answer] = await readAll(provider, [`aws-ssm://it/${id}/`]);
    expect(answer?.whole).toBeUndefined();
    expect(answer?.fields).toEqual(
      Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`key-${index}`, `made-up-${index}`])),
    );
  });
});
