/** Part of the time granted after which a renewal is due; HashiCorp's own clients take the same. */
const RENEW_AT = 2 / 3;
/** A lease that nobody can renew is minted again later, as that makes new credentials. */
const MINT_AT = 0.9;
/** The renewals of many leases that were taken together must not come together. */
const JITTER = 0.1;

/** Shorter than this, a renewed time is the end of what the store will grant, not a renewal. */
export const SHORTEST_SECONDS = 2;

/**
 * Milliseconds after the grant at which the lease is to be renewed, or minted again.
 *
 * @param seconds how long it was granted for
 * @param random in [0, 1)
 */
export function renewalDelay(seconds: number, then: 'renew' | 'mint', random: number): number {
  const part = then === 'renew' ? RENEW_AT : MINT_AT;
  return Math.max(0, seconds * 1000 * (part - JITTER * random));
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Milliseconds to wait after a renewal that failed: grows with every failure, is never zero, and leaves time for
 * more attempts before the lease ends.
 *
 * @param remaining milliseconds until the lease ends
 */
export function retryDelay(failures: number, remaining: number, random: number): number {
  const most = Math.min(
    LONGEST_RETRY_MS,
    FIRST_RETRY_MS * 2 ** Math.min(failures, 10),
    Math.max(remaining / 4, FIRST_RETRY_MS),
  );
  return most / 2 + (most / 2) * random;
}
