import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import type { Lease } from '../../../src/inject/providers/lease.js';
import type { LeaseHolder, Provider } from '../../../src/inject/providers/provider.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import { readValues } from '../../../src/inject/resolve/read-values.js';
import { revealText } from '../reveal-text.js';
import { MemoryProvider } from './memory-provider.js';

/** A store that lends, and notes what it gets back. */
function lender(held: ConstructorParameters<typeof MemoryProvider>[1], onRevoke: 'takes' | 'fails' = 'takes') {
  const back: string[] = [];
  const take = async (what: string): Promise<void> => {
    back.push(what);
    if (onRevoke === 'fails') throw new KeepmumError('LEASE_FAILED', 'cannot revoke');
  };
  const memory = new MemoryProvider('vault', held);
  const leases: LeaseHolder = {
    login: () => ({
      address: 'https://store.example',
      method: 'approle',
      origin: 'made',
      grantedAt: 0,
      renewable: false,
    }),
    renewLogin: () => Promise.reject(new Error('nothing is renewed here')),
    renew: () => Promise.reject(new Error('nothing is renewed here')),
    revoke: ({ id }: Lease) => take(id),
    revokeLogin: () => take('login'),
    revokeAccessor: take,
  };
  const provider: Provider = { store: 'vault', read: (reads) => memory.read(reads), close: () => {}, leases };
  return { back, providers: { of: async () => provider, made: async () => [provider] } };
}

const HELD = { 'kv/a': { x: 'made-up-1', y: 'made-up-2' }, 'kv/b': 'made-up-3' };
const signal = new AbortController().signal;

async function values(references: readonly string[], world = lender(HELD)) {
  const read = await readValues(references.map(parseReference), world.providers, signal);
  return read.map(revealText);
}

describe('the values of references', () => {
  test('are one, or those of all keys', async () => {
    expect(await values(['vault://kv/a#y', 'vault://kv/b', 'vault://kv/a'])).toEqual([
      'made-up-2',
      'made-up-3',
      'made-up-1',
      'made-up-2',
    ]);
  });

  test('leave nothing lent out, and each lease is given back once, before the login', async () => {
    const world = lender(HELD);
    await values(['vault://kv/a#x', 'vault://kv/a#y', 'vault://kv/b'], world);
    expect(world.back).toEqual([expect.stringMatching(/^lease\/kv\/a\//), 'login']);
  });

  test('nor do they where something went wrong', async () => {
    const world = lender(HELD);
    await expect(values(['vault://kv/a#x', 'vault://kv/none', 'vault://kv/a#z'], world)).rejects.toMatchObject({
      message: 'cannot read all references: 2 problems',
    });
    expect(world.back).toHaveLength(2);
  });

  test('are there even if the store takes nothing back', async () => {
    const world = lender(HELD, 'fails');
    expect(await values(['vault://kv/a#x'], world)).toEqual(['made-up-1']);
    expect(world.back).toHaveLength(2);
  });
});
