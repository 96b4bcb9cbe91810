import type { Clock } from './clock.js';

/** When a second attempt starts beside the first, and whether it may. */
export interface HedgePolicy {
  /** Milliseconds after the first. */
  readonly after: number;
  /** Asked when the time has come. */
  allowed(): boolean;
}

type Settled<Result> = { readonly result: Result } | { readonly error: unknown };

function settle<Result>(promise: Promise<Result>): Promise<Settled<Result>> {
  return promise.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
}

/**
 * Attempts, and if no answer has come after a while attempts once more beside it; the first success wins and the other
 * attempt is aborted. Only for what may be done twice.
 *
 * @throws the first attempt's error, if both fail
 */
export async function hedge<Result>(
  attempt: (number: 0 | 1, signal: AbortSignal) => Promise<Result>,
  policy: HedgePolicy,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result> {
  const enough = new AbortController();
  const either = AbortSignal.any([signal, enough.signal]);
  const first = settle(attempt(0, either));
  const waited = clock.sleep(policy.after, either).then(
    () => 'waited' as const,
    () => 'ended' as const,
  );
  try {
    const early = await Promise.race([first, waited]);
    if (typeof early === 'object' || early === 'ended' || !policy.allowed()) return unwrap(await first);
    const second = settle(attempt(1, either));
    const sooner = await Promise.race([first, second]);
    if ('result' in sooner) return sooner.result;
    const [one, other] = await Promise.all([first, second]);
    return unwrap('result' in other ? other : one);
  } finally {
    enough.abort();
  }
}

function unwrap<Result>(settled: Settled<Result>): Result {
  if ('error' in settled) throw settled.error;
  return settled.result;
}
