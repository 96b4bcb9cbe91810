import { describe, expect, test } from 'vitest';
import { SYSTEM_CLOCK } from '../../../src/core/clock.js';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { Providers, type StoreSettings } from '../../../src/inject/providers/create-providers.js';
import { STORE_KINDS } from '../../../src/inject/reference/secret-reference.js';
import { awsSettings } from './aws/aws-world.js';
import { readAll } from './read-all.js';

function world(changes: Partial<StoreSettings> = {}) {
  const asked: string[] = [];
  const settings: StoreSettings = {
    folder: '/nonexistent',
    environment: { X: 'made-up' },
    exec: new Map(),
    aws: () => {
      asked.push('aws');
      return awsSettings('http://127.0.0.1:9');
    },
    vault: () => {
      asked.push('vault');
      throw new KeepmumError('CONFIG_INVALID', 'cannot reach Vault: no address');
    },
    ...changes,
  };
  return { asked, providers: new Providers(settings, { clock: SYSTEM_CLOCK, random: Math.random }) };
}

describe('the stores of a run', () => {
  test('are made when they are asked for, once, each for its kind', async () => {
    const { asked, providers } = world();
    expect(await providers.made()).toEqual([]);
    const env = await providers.of('env');
    expect(await providers.of('env')).toBe(env);
    expect(await readAll(env, ['env://X'])).toMatchObject([{ whole: 'made-up' }]);
    for (const store of STORE_KINDS.filter((kind) => kind !== 'vault')) {
      expect((await providers.of(store)).store).toBe(store);
    }
    expect((await providers.made()).map(({ store }) => store).sort()).toEqual([
      'aws-sm',
      'aws-ssm',
      'env',
      'exec',
      'file',
    ]);
    expect(asked).toEqual(['aws']);
    await providers.close();
  });

  test('that cannot be set up say so to whoever asks, and to nobody else', async () => {
    const { asked, providers } = world();
    await expect(providers.of('vault')).rejects.toMatchObject({ message: 'cannot reach Vault: no address' });
    await expect(providers.of('vault')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await providers.of('env');
    expect((await providers.made()).map(({ store }) => store)).toEqual(['env']);
    expect(asked).toEqual(['vault']);
    await providers.close();
  });

  test('of AWS share what is wrong with them', async () => {
    const { providers } = world({
      aws: () => {
        throw new KeepmumError('CONFIG_INVALID', 'cannot use "role"');
      },
    });
    await expect(providers.of('aws-sm')).rejects.toThrow('cannot use "role"');
    await expect(providers.of('aws-ssm')).rejects.toThrow('cannot use "role"');
  });
});
