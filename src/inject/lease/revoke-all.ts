import type { Clock } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { Lease } from '../providers/lease.js';
import type { LeaseHolder } from '../providers/provider.js';

/** What came of one revocation. */
export interface Revocation {
  /** A lease id, or `login`. */
  readonly subject: string;
  /** `with-login`: the store would not revoke the lease alone, but revoked the login, and all its leases with it. */
  readonly status: 'revoked' | 'with-login' | 'failed';
  readonly reason?: string;
}

/** A store and the leases to give back. */
export interface HeldLeases {
  readonly holder: LeaseHolder;
  readonly leases: readonly Lease[];
}

const TIMED_OUT = 'no answer in time';
/** The rest of the time is the login's, which takes along the leases that would not go. */
const LEASES_PART = 0.6;

const reasonOf = (error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return TIMED_OUT;
  return error instanceof KeepmumError ? error.message : 'an unexpected error';
};

/** Rejects when the signal aborts, for a store that does not listen to it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function attempt(subject: string, revoke: () => Promise<void>, signal: AbortSignal): Promise<Revocation> {
  try {
    await Promise.race([revoke(), aborted(signal)]);
    return { subject, status: 'revoked' };
  } catch (error) {
    return { subject, status: 'failed', reason: reasonOf(error, signal) };
  }
}

async function revokeStore(
  { holder, leases }: HeldLeases,
  time: GivenTime,
  signal: AbortSignal,
): Promise<Revocation[]> {
  const part = holder.login()?.origin === 'made' ? LEASES_PART : 1;
  const ofLeases = await limited({ ...time, within: time.within * part }, signal, (inTime) =>
    Promise.all(leases.map((lease) => attempt(lease.id, () => holder.revoke(lease, inTime), inTime))),
  );
  if (holder.login()?.origin !== 'made') return ofLeases;
  const ofLogin = await attempt('login', () => holder.revokeLogin(signal), signal);
  // Most tokens may not revoke a lease; revoking the token takes its leases along.
  const settled = ofLogin.status !== 'revoked' ? ofLeases : ofLeases.map(withLogin);
  return [...settled, ofLogin];
}

function withLogin(revocation: Revocation): Revocation {
  return revocation.status === 'failed' ? { subject: revocation.subject, status: 'with-login' } : revocation;
}

interface GivenTime {
  readonly within: number;
  readonly clock: Clock;
}

/** Does something with a signal that aborts when its time is over, or that of the whole. */
async function limited<Result>(
  { within, clock }: GivenTime,
  whole: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const done = new AbortController();
  const limit = clock.sleep(within, done.signal).then(
    () => over.abort(),
    () => undefined,
  );
  try {
    return await work(whole === undefined ? over.signal : AbortSignal.any([over.signal, whole]));
  } finally {
    done.abort();
    await limit;
  }
}

/**
 * Gives everything back: at each store first the leases, then the login. Never throws.
 *
 * @param within milliseconds after which what is not revoked counts as failed
 */
export async function revokeAll(stores: readonly HeldLeases[], within: number, clock: Clock): Promise<Revocation[]> {
  const time = { within, clock };
  const all = await limited(time, undefined, (signal) =>
    Promise.all(stores.map((store) => revokeStore(store, time, signal))),
  );
  return all.flat();
}
