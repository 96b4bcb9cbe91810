import { describe, expect, test } from 'vitest';
import type { LeaseEvent } from '../../../src/inject/lease/lease-event.js';
import { LeaseKeeper } from '../../../src/inject/lease/lease-keeper.js';
import type { Lease } from '../../../src/inject/providers/lease.js';
import { ManualClock } from '../../core/manual-clock.js';
import { type PaperRules, PaperStore } from './paper-store.js';

interface Scene {
  readonly rules?: PaperRules;
  readonly seconds: number;
  readonly renewable?: boolean;
  readonly mint?: (store: PaperStore) => Promise<Lease>;
}

function stage({ rules = { login: 'none' }, seconds, renewable = true, mint }: Scene) {
  const clock = new ManualClock();
  const store = new PaperStore(clock, rules);
  const events: LeaseEvent[] = [];
  let changes = 0;
  const lease = store.lease('db/1', seconds, renewable);
  const kept = { subject: 'db', lease, ...(mint !== undefined && { mint: () => mint(store) }) };
  const tools = { clock, random: () => 0, tell: (event: LeaseEvent) => void events.push(event) };
  const keeper = new LeaseKeeper([{ holder: store, leases: [kept] }], tools, () => changes++);
  keeper.start();
  return { clock, store, events, keeper, changes: () => changes };
}

const kinds = (events: readonly LeaseEvent[]) => events.map(({ kind }) => kind);

describe('a lease that can be renewed', () => {
  test('is renewed at two thirds, again and again', async () => {
    const { clock, store, keeper, changes } = stage({ rules: { login: 'none', grants: [60] }, seconds: 60 });
    await clock.turn(39_000);
    expect(store.asked()).toEqual([]);
    await clock.turn(2_000);
    expect(store.asked()).toEqual(['renew db/1']);
    await clock.turn(400_000);
    expect(store.asked()).toHaveLength(11);
    expect(changes()).toBe(11);
    await keeper.stop();
    await clock.turn(400_000);
    expect(store.asked()).toHaveLength(11);
  });

  test('a shorter time than before is what counts from then on', async () => {
    const { clock, store, keeper } = stage({ rules: { login: 'none', grants: [30] }, seconds: 600 });
    await clock.turn(401_000);
    expect(store.asked()).toHaveLength(1);
    await clock.turn(19_500);
    expect(store.asked()).toHaveLength(2);
    expect(keeper.leasesOf(store).map(({ seconds }) => seconds)).toEqual([30]);
    await keeper.stop();
  });

  test('a store that fails is asked again, ever more slowly, and the end is told once', async () => {
    const { clock, store, events, keeper } = stage({ rules: { login: 'none', grants: ['fail'] }, seconds: 300 });
    await clock.turn(300_000 + 60_000);
    const asked = store.asked().length;
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(40);
    const gaps = store.book.map(({ at }, index) => at - (store.book[index - 1]?.at ?? 0)).slice(1);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
    expect(kinds(events).filter((kind) => kind === 'ended')).toEqual(['ended']);
    expect(events.find(({ kind }) => kind === 'renewal-failed')).toMatchObject({
      subject: 'db',
      reason: 'cannot renew on paper: found no ink, expected some',
    });
    await clock.turn(1e7);
    expect(store.asked()).toHaveLength(asked);
    await keeper.stop();
  });

  test('a failure in between is forgotten after a success', async () => {
    const grants = ['fail', 'fail', 300, 300] as const;
    const { clock, store, events, keeper } = stage({ rules: { login: 'none', grants }, seconds: 300 });
    await clock.turn(500_000);
    expect(kinds(events)).toEqual(['renewal-failed', 'renewal-failed', 'renewed', 'renewed']);
    expect(store.asked()).toHaveLength(4);
    await keeper.stop();
  });

  test('at its limit it is not asked for in a hot loop', async () => {
    const { clock, store, events, keeper } = stage({ rules: { login: 'none', grants: [60, 20, 5, 1] }, seconds: 60 });
    await clock.turn(600_000);
    expect(store.asked()).toHaveLength(4);
    expect(kinds(events)).toEqual(['renewed', 'renewed', 'renewed', 'renewed', 'ending', 'ended']);
    await keeper.stop();
  });
});

describe('a machine that sleeps', () => {
  test('a wall clock that went on counts: the renewal comes within 15 s of waking', async () => {
    const { clock, store, keeper } = stage({ seconds: 3600 });
    await clock.turn(60_000);
    clock.moveWall(3_000_000);
    await clock.turn(15_000);
    expect(store.asked()).toEqual(['renew db/1']);
    await keeper.stop();
  });

  test('a wall clock that is set back changes nothing', async () => {
    const { clock, store, keeper } = stage({ seconds: 60 });
    await clock.turn(10_000);
    clock.moveWall(-86_400_000);
    await clock.turn(31_000);
    expect(store.asked()).toEqual(['renew db/1']);
    await keeper.stop();
  });
});

describe('a lease that cannot be renewed', () => {
  test('its end is told at the start and when it comes', async () => {
    const { clock, store, events, keeper } = stage({ seconds: 60, renewable: false });
    await clock.turn(1_000);
    expect(events).toEqual([{ kind: 'ending', subject: 'db', reason: 'it cannot be renewed', remaining: 60_000 }]);
    await clock.turn(60_000);
    expect(kinds(events)).toEqual(['ending', 'ended']);
    expect(store.asked()).toEqual([]);
    await keeper.stop();
  });

  test('is minted again at nine tenths where the command can take it, and the old one is still to be revoked', async () => {
    let minted = 1;
    const mint = async (store: PaperStore) => store.lease(`db/${++minted}`, 100, false);
    const { clock, store, events, keeper } = stage({ seconds: 100, renewable: false, mint });
    await clock.turn(89_000);
    expect(minted).toBe(1);
    await clock.turn(2_000);
    expect(minted).toBe(2);
    await clock.turn(90_000);
    expect(kinds(events)).toEqual(['minted', 'minted']);
    expect(keeper.leasesOf(store).map(({ id }) => id)).toEqual(['db/1', 'db/2', 'db/3']);
    await keeper.stop();
  });

  test('minting stops at a budget', async () => {
    let minted = 0;
    const mint = async (store: PaperStore) => store.lease(`new/${++minted}`, 5, false);
    const { clock, events, keeper } = stage({ seconds: 5, renewable: false, mint });
    await clock.turn(3_600_000);
    expect(minted).toBe(50);
    expect(kinds(events).at(-1)).toBe('ended');
    expect(events.filter(({ kind }) => kind === 'renewal-failed').length).toBeLessThan(60);
    await keeper.stop();
  });

  test('one whose renewals fail to its end is minted all the same', async () => {
    let minted = 0;
    const mint = async (store: PaperStore) => store.lease(`new/${++minted}`, 600, false);
    const { clock, events, keeper } = stage({ rules: { login: 'none', grants: ['fail'] }, seconds: 10, mint });
    await clock.turn(30_000);
    expect(kinds(events).filter((kind) => kind !== 'renewal-failed')).toEqual(['minted']);
    await keeper.stop();
  });

  test('one that ended while the machine slept is minted when it wakes', async () => {
    let minted = 0;
    const mint = async (store: PaperStore) => store.lease(`new/${++minted}`, 600, false);
    const { clock, events, keeper } = stage({ seconds: 60, renewable: false, mint });
    clock.moveWall(7_200_000);
    await clock.turn(20_000);
    expect(kinds(events)).toEqual(['minted']);
    await keeper.stop();
  });

  test('a renewable one is minted when the store grants no more time', async () => {
    let minted = 0;
    const mint = async (store: PaperStore) => store.lease(`new/${++minted}`, 60, true);
    const rules: PaperRules = { login: 'none', grants: [60, 1, 60] };
    const { clock, events, keeper } = stage({ rules, seconds: 60, mint });
    await clock.turn(100_000);
    expect(kinds(events)).toEqual(['renewed', 'renewed', 'minted']);
    await keeper.stop();
  });
});

describe('the login', () => {
  test('is renewed like a lease', async () => {
    const rules: PaperRules = { login: { seconds: 120 }, grants: [120] };
    const { clock, store, keeper } = stage({ rules, seconds: 1e6 });
    await clock.turn(250_000);
    expect(store.asked()).toEqual(['renew login', 'renew login', 'renew login']);
    await keeper.stop();
  });

  test('one without an end is left alone', async () => {
    const { clock, store, keeper } = stage({ rules: { login: {} }, seconds: 1e6 });
    await clock.turn(500_000);
    expect(store.asked()).toEqual([]);
    await keeper.stop();
  });
});
