import { describe, expect, test } from 'vitest';
import type { JournalStore } from '../../../src/inject/lease/journal-entry.js';
import type { LeaseEvent } from '../../../src/inject/lease/lease-event.js';
import type { Lease } from '../../../src/inject/providers/lease.js';
import type { ResolvedSecrets } from '../../../src/inject/resolve/resolved-secret.js';
import { type CareTools, careFor } from '../../../src/inject/run/store-care.js';
import { ManualClock } from '../../core/manual-clock.js';
import { type PaperRules, PaperStore } from '../lease/paper-store.js';

/** A run that was lent one lease, by a store on paper. */
function stage(lease: Partial<Lease>, wishes: Partial<CareTools> = {}, rules: PaperRules = {}) {
  const clock = new ManualClock();
  const store = new PaperStore(clock, rules);
  const events: LeaseEvent[] = [];
  const journal: (readonly JournalStore[] | 'removed')[] = [];
  let closed = 0;
  const provider = { store: 'vault' as const, leases: store, read: async () => [], close: () => closed++ };
  const providers = { made: async () => [provider], close: async () => provider.close() };
  const care = careFor(providers as never, {
    clock,
    random: () => 0,
    tell: (event) => void events.push(event),
    onRevoked: () => undefined,
    inFile: () => false,
    journal: { write: (stores) => void journal.push(stores), remove: () => void journal.push('removed') },
    ...wishes,
  });
  const lent = { ...store.lease('db/1', 60), ...lease };
  const read = { store: 'vault' as const, path: 'database/creds/ci', options: {} };
  const resolved: ResolvedSecrets = { secrets: [], leases: [{ read, lease: lent }] };
  return { clock, store, events, journal, care, resolved, closed: () => closed };
}

describe('before the command is started', () => {
  test('a lease that ends before the time limit is told, unless it can be renewed', async () => {
    const short = stage({ renewable: false }, { timeLimit: 3_600_000 });
    await short.care.begin(short.resolved);
    expect(short.events).toEqual([
      { kind: 'too-short', subject: 'vault://database/creds/ci', lasts: 60_000, needed: 3_600_000 },
    ]);
    const renewable = stage({}, { timeLimit: 3_600_000 });
    await renewable.care.begin(renewable.resolved);
    const long = stage({ renewable: false, seconds: 7200 }, { timeLimit: 3_600_000 });
    await long.care.begin(long.resolved);
    expect([renewable.events, long.events]).toEqual([[], []]);
  });

  test('the journal says what would be left behind, and until when', async () => {
    const { care, resolved, journal } = stage({}, {}, { login: { seconds: 600, namespace: 'team' } });
    await care.begin(resolved);
    expect(journal).toEqual([
      [
        {
          address: 'http://127.0.0.1:1',
          namespace: 'team',
          accessor: 'acc-1',
          loginEnds: '2026-03-01T12:10:00.000Z',
          leases: [{ id: 'db/1', ends: '2026-03-01T12:01:00.000Z' }],
        },
      ],
    ]);
  });

  test("the user's own login is not in it, its leases are", async () => {
    const { care, resolved, journal } = stage({}, {}, { login: { origin: 'given' } });
    await care.begin(resolved);
    expect(journal).toMatchObject([[{ leases: [{ id: 'db/1' }] }]]);
    expect(JSON.stringify(journal)).not.toContain('acc-1');
  });
});

describe('afterwards', () => {
  test('everything is given back once, and the journal goes', async () => {
    const { care, resolved, store, journal, closed } = stage({});
    await care.begin(resolved);
    expect(await Promise.all([care.end(), care.end()])).toEqual(['given-back', 'given-back']);
    expect(store.asked()).toEqual(['revoke db/1', 'revoke login']);
    expect(journal.at(-1)).toBe('removed');
    expect(closed()).toBe(1);
  });

  test('what could not be given back stays in the journal', async () => {
    const { care, resolved, journal } = stage({}, {}, { denies: ['db/1', 'login'] });
    await care.begin(resolved);
    expect(await care.end()).toBe('failed');
    expect(journal).not.toContain('removed');
  });

  test('what is kept stays at the store, and the journal says that it is kept', async () => {
    const written: unknown[] = [];
    const journal = {
      write: (...words: unknown[]) => void written.push(words),
      remove: () => void written.push('gone'),
    };
    const { care, resolved, store } = stage({}, { journal });
    await care.begin(resolved);
    expect(await care.end('keep')).toBe('given-back');
    expect(store.asked()).toEqual([]);
    expect(written).toHaveLength(2);
    expect(written[1]).toEqual([[expect.objectContaining({ accessor: 'acc-1' })], 'kept']);
  });

  test('a login on which no lease depends is not kept', async () => {
    const { care, store, journal } = stage({});
    await care.begin({ secrets: [], leases: [] });
    expect(await care.end('keep')).toBe('given-back');
    expect(store.asked()).toEqual(['revoke login']);
    expect(journal.at(-1)).toBe('removed');
  });

  test('a login without a lease is given back even where resolving failed', async () => {
    const { care, store } = stage({});
    expect(await care.end()).toBe('given-back');
    expect(store.asked()).toEqual(['revoke login']);
  });

  test('a renewal is in the journal', async () => {
    const { care, resolved, journal, clock } = stage({}, {}, { grants: [120] });
    await care.begin(resolved);
    care.attend({ child: { pid: 1, signal: () => undefined }, replaceFile: () => false });
    await clock.turn(45_000);
    expect(journal).toHaveLength(2);
    expect(JSON.stringify(journal[1])).toContain('2026-03-01T12:02:40.000Z');
    await care.end();
  });
});
