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

async function revokeStore({ holder, leases }: HeldLeases, signal: AbortSignal): Promise<Revocation[]> {
  const ofLeases = await Promise.all(
    leases.map((lease) => attempt(lease.id, () => holder.revoke(lease, signal), signal)),
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

/**
 * Gives everything back: at each store first the leases, then the login. Never throws.
 *
 * @param within milliseconds after which what is not revoked counts as failed
 */
export async function revokeAll(stores: readonly HeldLeases[], within: number, clock: Clock): Promise<Revocation[]> {
  const given = new AbortController();
  const done = new AbortController();
  const limit = clock.sleep(within, done.signal).then(
    () => given.abort(),
    () => undefined,
  );
  try {
    const all = await Promise.all(stores.map((store) => revokeStore(store, given.signal)));
    return all.flat();
  } finally {
    done.abort();
    await limit;
  }
}
