import type { Clock } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { Stopwatch } from './elapsed.js';
import type { Renewable } from './kept-lease.js';
import type { LeaseEvent } from './lease-event.js';
import { renewalDelay, retryDelay, SHORTEST_SECONDS } from './renewal-delay.js';

/** A machine that slept is noticed this many milliseconds after it woke. */
const LONGEST_SLEEP_MS = 15_000;

/** A new secret is worth asking for after the old one has ended too: a machine may have slept. */
const MINT_PATIENCE_MS = 60_000;

/** What the keeping of one lease needs. */
export interface KeepTools {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  tell(event: LeaseEvent): void;
}

const reasonOf = (error: unknown): string => (error instanceof KeepmumError ? error.message : 'an unexpected error');

async function sleepUntil(due: number, watch: Stopwatch, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let left = due - watch.elapsed(); left > 0; left = due - watch.elapsed()) {
    await clock.sleep(Math.min(Math.max(Math.ceil(left), 1), LONGEST_SLEEP_MS), signal);
  }
}

/** Renews, again and again with longer waits, until it worked or the time is over. */
async function renewInTime(
  current: Renewable,
  end: number,
  watch: Stopwatch,
  tools: KeepTools,
  signal: AbortSignal,
): Promise<Renewable | undefined> {
  const last = current.means === 'mint' ? Math.max(end, watch.elapsed()) + MINT_PATIENCE_MS : end;
  for (let failures = 0; watch.elapsed() < last; failures++) {
    try {
      return await current.renew(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const remaining = Math.max(0, end - watch.elapsed());
      tools.tell({ kind: 'renewal-failed', subject: current.subject, reason: reasonOf(error), remaining });
      await tools.clock.sleep(retryDelay(failures, Math.max(0, last - watch.elapsed()), tools.random()), signal);
    }
  }
  return undefined;
}

/**
 * Keeps one lease alive until the signal aborts, it cannot be put off any more, or it has ended.
 * Resolves then; a failure is told, not thrown.
 */
export async function keepRenewed(first: Renewable, tools: KeepTools, signal: AbortSignal): Promise<void> {
  try {
    await keep(first, tools, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function keep(first: Renewable, tools: KeepTools, signal: AbortSignal): Promise<void> {
  let current = first;
  while (current.seconds !== undefined) {
    const { seconds, subject, means } = current;
    const watch = new Stopwatch(tools.clock, current.grantedAt);
    const end = seconds * 1000;
    if (means === 'nothing') return endWith(current, 'it cannot be renewed', watch, tools, signal);
    await sleepUntil(renewalDelay(seconds, means, tools.random()), watch, tools.clock, signal);
    const renewed = await renewInTime(current, end, watch, tools, signal);
    if (renewed === undefined) {
      if (current.afterwards === undefined) return tools.tell({ kind: 'ended', subject });
      current = current.afterwards;
      continue;
    }
    tools.tell({ kind: means === 'mint' ? 'minted' : 'renewed', subject, seconds: renewed.seconds ?? 0 });
    if (renewed.seconds === undefined || renewed.seconds >= SHORTEST_SECONDS) {
      current = renewed;
    } else if (renewed.afterwards !== undefined) {
      current = renewed.afterwards;
    } else {
      const left = new Stopwatch(tools.clock, renewed.grantedAt);
      return endWith(renewed, 'the store grants no more time', left, tools, signal);
    }
  }
}

async function endWith(
  { subject, seconds = 0 }: Renewable,
  reason: string,
  watch: Stopwatch,
  { clock, tell }: KeepTools,
  signal: AbortSignal,
): Promise<void> {
  const end = seconds * 1000;
  tell({ kind: 'ending', subject, reason, remaining: Math.max(0, end - watch.elapsed()) });
  await sleepUntil(end, watch, clock, signal);
  tell({ kind: 'ended', subject });
}
