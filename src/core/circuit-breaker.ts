import type { Clock } from './clock.js';

/** When to stop asking, and for how long. */
export interface BreakerPolicy {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds it stays open the first time; doubled each time the trial fails. */
  readonly rest: number;
  /** Milliseconds it stays open, at most. */
  readonly longestRest: number;
}

/** `trial`: the rest is over, and one call may find out. */
export type BreakerState = 'closed' | 'open' | 'trial';

/** Stops calls to what keeps failing, so that it can recover and callers hear at once. */
export class CircuitBreaker {
  readonly #policy: BreakerPolicy;
  readonly #clock: Clock;
  #failures = 0;
  #openings = 0;
  #opensUntil = 0;
  #trialUnderWay = false;

  constructor(policy: BreakerPolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  get state(): BreakerState {
    if (this.#openings === 0) return 'closed';
    return this.#trialUnderWay || this.#clock.monotonic() < this.#opensUntil ? 'open' : 'trial';
  }

  /** Milliseconds until a trial may be made; 0 when it may be now, or one is under way. */
  get rest(): number {
    return this.#openings === 0 ? 0 : Math.max(0, this.#opensUntil - this.#clock.monotonic());
  }

  /** @returns whether a call may be made now; if it is the trial, its outcome has to be told */
  admit(): boolean {
    const { state } = this;
    if (state === 'trial') this.#trialUnderWay = true;
    return state !== 'open';
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#trialUnderWay = false;
  }

  failed(): void {
    this.#failures += 1;
    const wasTrial = this.#trialUnderWay;
    this.#trialUnderWay = false;
    if (!wasTrial && this.#failures < this.#policy.failures) return;
    const { rest, longestRest } = this.#policy;
    this.#opensUntil = this.#clock.monotonic() + Math.min(longestRest, rest * 2 ** this.#openings);
    this.#openings += 1;
    this.#failures = 0;
  }

  /** The call was given up by the caller: it says nothing about the other side. */
  abandoned(): void {
    this.#trialUnderWay = false;
  }
}
