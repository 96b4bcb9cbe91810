import { describe, expect, test } from 'vitest';
import { revokeAll } from '../../../src/inject/lease/revoke-all.js';
import { ManualClock } from '../../core/manual-clock.js';
import { type PaperRules, PaperStore } from './paper-store.js';

function stage(rules: PaperRules = {}) {
  const clock = new ManualClock();
  const store = new PaperStore(clock, rules);
  return { clock, store, leases: [store.lease('db/1', 60), store.lease('pki/2', 60)] };
}

describe('revokeAll', () => {
  test('leases first, then the login', async () => {
    const { clock, store, leases } = stage();
    const revocations = await revokeAll([{ holder: store, leases }], 10_000, clock);
    expect(store.asked()).toEqual(['revoke db/1', 'revoke pki/2', 'revoke login']);
    expect(revocations).toEqual([
      { subject: 'db/1', status: 'revoked' },
      { subject: 'pki/2', status: 'revoked' },
      { subject: 'login', status: 'revoked' },
    ]);
  });

  test("the user's own login is left alone", async () => {
    const { clock, store, leases } = stage({ login: { origin: 'given' } });
    await revokeAll([{ holder: store, leases }], 10_000, clock);
    expect(store.asked()).not.toContain('revoke login');
  });

  test('a lease that this login may not revoke goes with the login', async () => {
    const { clock, store, leases } = stage({ denies: ['db/1'] });
    const [first] = await revokeAll([{ holder: store, leases }], 10_000, clock);
    expect(first).toEqual({ subject: 'db/1', status: 'with-login' });
  });

  test('a lease that cannot be revoked at all is said, with the reason', async () => {
    const { clock, store, leases } = stage({ denies: ['db/1', 'login'] });
    const revocations = await revokeAll([{ holder: store, leases }], 10_000, clock);
    expect(revocations.map(({ status }) => status)).toEqual(['failed', 'revoked', 'failed']);
    expect(revocations[0]?.reason).toContain('permission denied');
  });

  test('a lease that takes too long leaves time for the login, which takes it along', async () => {
    const { clock, store, leases } = stage({ hangs: 'on-lease-revoke' });
    const all = revokeAll([{ holder: store, leases }], 10_000, clock);
    await clock.turn(6_001);
    expect((await all).map(({ status }) => status)).toEqual(['with-login', 'with-login', 'revoked']);
  });

  test('a store that never answers holds nothing up beyond the limit, nor the other stores', async () => {
    const { clock, store, leases } = stage({ hangs: 'on-revoke' });
    const other = new PaperStore(clock);
    const all = revokeAll(
      [
        { holder: store, leases },
        { holder: other, leases: [] },
      ],
      10_000,
      clock,
    );
    await clock.turn(10_001);
    const revocations = await all;
    expect(other.asked()).toEqual(['revoke login']);
    expect(revocations.filter(({ status }) => status === 'failed').map(({ reason }) => reason)).toEqual([
      'no answer in time',
      'no answer in time',
      'no answer in time',
    ]);
  });
});
