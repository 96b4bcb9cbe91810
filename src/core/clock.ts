import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** Time as the leases, retries and limits see it; tests turn it by hand. */
export interface Clock {
  /** Milliseconds, never going back. It may stand still while the machine sleeps. */
  monotonic(): number;
  /** Milliseconds since 1970. It may jump. */
  wall(): number;
  /** @throws the signal's reason when it aborts first */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const SYSTEM_CLOCK: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal });
  },
};
