import { rmSync } from 'node:fs';
import type { Clock } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { LeaseHolder } from '../providers/provider.js';
import { listJournals } from './journal.js';
import type { JournalEntry, JournalStore } from './journal-entry.js';
import { processStart } from './process-start.js';

/** What became of one journal. */
export interface ReapedRun {
  readonly path: string;
  readonly status: 'running' | 'kept' | 'reaped' | 'failed' | 'damaged';
  /** Leases and logins revoked now, and those whose time was over anyway. */
  readonly revoked: number;
  readonly ended: number;
  /** Why something is left, a sentence each. */
  readonly failures: readonly string[];
}

/** What reaping needs. */
export interface ReapTools {
  readonly clock: Clock;
  /**
   * A way to revoke at that address, or `undefined` if no store of the configuration has it: a login is sent only to
   * addresses that the user named.
   */
  holderOf(store: Pick<JournalStore, 'address' | 'namespace'>): Promise<LeaseHolder | undefined>;
}

interface Duty {
  readonly what: 'login' | 'lease';
  readonly subject: string;
  readonly ends: string | undefined;
  revoke(holder: LeaseHolder): Promise<void>;
}

function dutiesOf(store: JournalStore, signal: AbortSignal): readonly Duty[] {
  const { accessor, leases, loginEnds } = store;
  const ofLeases = leases.map(
    ({ id, ends }): Duty => ({
      what: 'lease',
      subject: `the lease "${id}"`,
      ends,
      revoke: (holder: LeaseHolder) => holder.revoke({ id }, signal),
    }),
  );
  if (accessor === undefined) return ofLeases;
  const ofLogin: Duty = {
    what: 'login',
    subject: `the login "${accessor}"`,
    ends: loginEnds,
    revoke: (holder) => holder.revokeAccessor(accessor, signal),
  };
  // The login first: revoking it takes its leases along.
  return [ofLogin, ...ofLeases];
}

type Result = { readonly kind: 'revoked' | 'ended' } | { readonly kind: 'failed'; readonly reason: string };

async function reapStore(store: JournalStore, tools: ReapTools, signal: AbortSignal): Promise<readonly Result[]> {
  const isOver = ({ ends }: Duty) => ends !== undefined && Date.parse(ends) < tools.clock.wall();
  const duties = dutiesOf(store, signal);
  const due = duties.filter((duty) => !isOver(duty));
  const ended: Result[] = duties.filter(isOver).map(() => ({ kind: 'ended' }));
  if (due.length === 0) return ended;
  const holder = await tools.holderOf(store);
  if (holder === undefined) {
    const reason = `"${store.address}" is not the address of a store that is configured here`;
    return [...ended, { kind: 'failed', reason }];
  }
  const results: Result[] = [];
  let login: Result['kind'] | undefined;
  for (const duty of due) {
    const result = await fulfil(duty, holder);
    if (duty.what === 'login') login = result.kind;
    // Most logins may not revoke a lease; with the login its leases are gone all the same.
    results.push(login === 'revoked' ? { kind: 'revoked' } : result);
  }
  return [...ended, ...results];
}

async function fulfil(duty: Duty, holder: LeaseHolder): Promise<Result> {
  try {
    await duty.revoke(holder);
    return { kind: 'revoked' };
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    return { kind: 'failed', reason: `${duty.subject}: ${error.message}` };
  }
}

async function reapEntry(path: string, entry: JournalEntry, tools: ReapTools, signal: AbortSignal): Promise<ReapedRun> {
  const results: Result[] = [];
  for (const store of entry.stores) {
    try {
      results.push(...(await reapStore(store, tools, signal)));
    } catch (error) {
      if (!(error instanceof KeepmumError)) throw error;
      results.push({ kind: 'failed', reason: error.message });
    }
  }
  const count = (kind: Result['kind']) => results.filter((result) => result.kind === kind).length;
  const failures = results.flatMap((result) => (result.kind === 'failed' ? [result.reason] : []));
  const status = failures.length === 0 ? 'reaped' : 'failed';
  if (status === 'reaped') rmSync(path, { force: true });
  return { path, status, revoked: count('revoked'), ended: count('ended'), failures };
}

/** Whether its run has ended without settling it, and not on purpose. */
export function isAbandoned({ pid, processStart: start, purpose }: JournalEntry): boolean {
  return processStart(pid) !== start && purpose !== 'kept';
}

/**
 * Revokes what killed runs left behind. A journal goes when everything in it is revoked or over; another stays for the next time.
 *
 * @param which `kept-too`: also what runs have left on purpose for those who came later
 */
export async function reap(
  folder: string,
  tools: ReapTools,
  signal: AbortSignal,
  which: 'left' | 'kept-too' = 'left',
): Promise<readonly ReapedRun[]> {
  const runs: ReapedRun[] = [];
  for (const { path, entry } of listJournals(folder)) {
    const untouched = { path, revoked: 0, ended: 0, failures: [] };
    if (entry === undefined) runs.push({ ...untouched, status: 'damaged' });
    else if (processStart(entry.pid) === entry.processStart) runs.push({ ...untouched, status: 'running' });
    else if (entry.purpose === 'kept' && which === 'left') runs.push({ ...untouched, status: 'kept' });
    else runs.push(await reapEntry(path, entry, tools, signal));
  }
  return runs;
}
