import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Journal, listJournals } from '../../../src/inject/lease/journal.js';
import type { JournalEntry } from '../../../src/inject/lease/journal-entry.js';
import { processStart } from '../../../src/inject/lease/process-start.js';
import { reap } from '../../../src/inject/lease/reap.js';
import { ManualClock } from '../../core/manual-clock.js';
import { type PaperRules, PaperStore } from './paper-store.js';

const ADDRESS = 'http://127.0.0.1:1';
const newFolder = () => join(mkdtempSync(join(tmpdir(), 'keepmum-journal-')), 'runs');
const later = '2026-03-01T13:00:00Z';
const earlier = '2026-03-01T11:00:00Z';

/** A process that is certainly gone. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function entryOf(pid: number, over: Partial<JournalEntry['stores'][number]> = {}): JournalEntry {
  const store = {
    address: ADDRESS,
    accessor: 'acc-1',
    loginEnds: later,
    leases: [{ id: 'db/1', ends: later }],
    ...over,
  };
  return {
    version: 1,
    pid,
    processStart: processStart(pid) ?? 'of a process that is gone',
    startedAt: earlier,
    stores: [store],
  };
}

async function reapWith(
  entry: JournalEntry,
  rules: PaperRules = {},
  address = ADDRESS,
  which: Parameters<typeof reap>[3] = 'left',
) {
  const folder = newFolder();
  const clock = new ManualClock();
  const store = new PaperStore(clock, rules);
  new Journal(folder, 'run').write(entry);
  const holderOf = async (of: { address: string }) => (of.address === address ? store : undefined);
  const runs = await reap(folder, { clock, holderOf }, new AbortController().signal, which);
  return { runs, store, left: readdirSync(folder) };
}

describe('a journal', () => {
  test("is its owner's alone, is replaced whole, and goes", () => {
    const folder = newFolder();
    const journal = new Journal(folder, 'run');
    journal.write(entryOf(process.pid));
    journal.write(entryOf(process.pid, { leases: [] }));
    expect(readdirSync(folder)).toEqual(['run.journal.json']);
    expect(statSync(join(folder, 'run.journal.json')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(listJournals(folder)[0]?.entry?.stores[0]?.leases).toEqual([]);
    journal.remove();
    expect(listJournals(folder)).toEqual([]);
  });

  test('a folder that cannot be is said', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'keepmum-journal-')), 'file');
    writeFileSync(file, '');
    expect(() => new Journal(file, 'run')).toThrow(/^cannot write the journal "/);
  });

  test('no folder holds no journals', () => {
    expect(listJournals(join(tmpdir(), 'keepmum-no-such-folder'))).toEqual([]);
  });
});

describe('reap', () => {
  test('revokes what a dead run left, and forgets it', async () => {
    const { runs, store, left } = await reapWith(entryOf(deadProcess()));
    expect(store.asked()).toEqual(['revoke acc-1', 'revoke db/1']);
    expect(runs).toMatchObject([{ status: 'reaped', revoked: 2, ended: 0 }]);
    expect(left).toEqual([]);
  });

  test('leaves a run that is alive alone', async () => {
    const { runs, store, left } = await reapWith(entryOf(process.pid));
    expect(store.asked()).toEqual([]);
    expect(runs).toMatchObject([{ status: 'running' }]);
    expect(left).toHaveLength(1);
  });

  test('a number that another process has now is not the old run', async () => {
    const { runs } = await reapWith({ ...entryOf(process.pid), processStart: 'an earlier boot/17' });
    expect(runs).toMatchObject([{ status: 'reaped' }]);
  });

  test('what has ended by itself is not asked for', async () => {
    const over = { loginEnds: earlier, leases: [{ id: 'db/1', ends: earlier }] };
    const { runs, store, left } = await reapWith(entryOf(deadProcess(), over));
    expect(store.asked()).toEqual([]);
    expect(runs).toMatchObject([{ status: 'reaped', revoked: 0, ended: 2 }]);
    expect(left).toEqual([]);
  });

  test('what cannot be revoked stays in the journal, with the reason', async () => {
    const { runs, left } = await reapWith(entryOf(deadProcess()), { denies: ['acc-1', 'db/1'] });
    expect(runs).toMatchObject([{ status: 'failed', revoked: 0 }]);
    expect(runs[0]?.failures[0]).toMatch(/^the login "acc-1": cannot revoke/);
    expect(left).toHaveLength(1);
  });

  test('a lease goes with its login', async () => {
    const { runs } = await reapWith(entryOf(deadProcess()), { denies: ['db/1'] });
    expect(runs).toMatchObject([{ status: 'reaped', revoked: 2 }]);
  });

  test('no login is sent to an address that nobody configured', async () => {
    const { runs, store } = await reapWith(entryOf(deadProcess()), {}, 'https://elsewhere.example');
    expect(store.asked()).toEqual([]);
    expect(runs).toMatchObject([{ status: 'failed' }]);
  });

  test('a damaged journal is named and left for a person to look at', async () => {
    const folder = newFolder();
    new Journal(folder, 'run').write(entryOf(deadProcess()));
    const path = join(folder, 'run.journal.json');
    const clock = new ManualClock();
    const tools = { clock, holderOf: async () => undefined };
    for (const text of [
      '',
      '{',
      '[]',
      '{"version":1,"pid":1}',
      '{"version":2}',
      '{"version":1,"pid":1,"processStart":"","startedAt":"","stores":[{"address":1}]}',
    ]) {
      writeFileSync(path, text);
      expect(await reap(folder, tools, new AbortController().signal)).toMatchObject([{ path, status: 'damaged' }]);
    }
  });
});

describe('what a run has kept for others', () => {
  const kept = (): JournalEntry => ({ ...entryOf(deadProcess()), purpose: 'kept' });

  test('is left alone, and its journal too', async () => {
    const { runs, store, left } = await reapWith(kept());
    expect(runs.map(({ status }) => status)).toEqual(['kept']);
    expect([store.asked(), left]).toEqual([[], ['run.journal.json']]);
  });

  test('is revoked for who asks for it', async () => {
    const { runs, store, left } = await reapWith(kept(), {}, ADDRESS, 'kept-too');
    expect(runs).toMatchObject([{ status: 'reaped', revoked: 2 }]);
    expect([store.asked().length, left]).toEqual([2, []]);
  });

  test('says so in the journal, which is damaged with another word there', () => {
    const folder = newFolder();
    new Journal(folder, 'a').write(kept());
    new Journal(folder, 'b').write({ ...kept(), purpose: 'other' as never });
    expect(listJournals(folder).map(({ entry }) => entry?.purpose)).toEqual(['kept', undefined]);
    expect(listJournals(folder)[1]?.entry).toBe(undefined);
  });
});
