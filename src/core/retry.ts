import type { Clock } from './clock.js';

/** How often, and how long between. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the first repetition, at most; each further one may wait twice as long. */
  readonly base: number;
  /** Milliseconds, at most, between two attempts. */
  readonly cap: number;
  /** Milliseconds from the first attempt after which none begins. */
  readonly within: number;
}

/** What a failure calls for: nothing more, or another attempt, no sooner than in so many milliseconds. */
export type Verdict = 'give-up' | { readonly notBefore: number };

/** What repeating needs. */
export interface RetryTools {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
}

/**
 * Milliseconds before repetition number `retry` (from 0). The whole of the wait is random ("full jitter"), so that those
 * who failed together do not come back together.
 */
export function backoff(retry: number, { base, cap }: Pick<RetryPolicy, 'base' | 'cap'>, random: number): number {
  return random * Math.min(cap, base * 2 ** retry);
}

/**
 * Attempts until one succeeds, `judge` gives up, the policy is used up, or the next wait would end too late.
 *
 * @throws the error of the last attempt, or the signal's reason
 */
export async function retry<Result>(
  attempt: (number: number) => Promise<Result>,
  judge: (error: unknown) => Verdict,
  policy: RetryPolicy,
  { clock, random }: RetryTools,
  signal: AbortSignal,
): Promise<Result> {
  const latest = clock.monotonic() + policy.within;
  for (let number = 0; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      signal.throwIfAborted();
      const verdict = number + 1 < policy.attempts ? judge(error) : 'give-up';
      if (verdict === 'give-up') throw error;
      const wait = Math.max(verdict.notBefore, backoff(number, policy, random()));
      if (clock.monotonic() + wait > latest) throw error;
      await clock.sleep(wait, signal);
    }
  }
}
