import type { Clock } from '../../core/clock.js';

/**
 * Milliseconds that have passed, by whichever clock saw more: the monotonic one stands still while a laptop sleeps, and the
 * wall clock may be set back. A wall clock set forward makes a renewal early, which does no harm.
 */
export class Stopwatch {
  readonly #clock: Clock;
  readonly #monotonic: number;
  readonly #wall: number;

  /** @param since a moment of the monotonic clock, not in the future */
  constructor(clock: Clock, since: number = clock.monotonic()) {
    this.#clock = clock;
    this.#monotonic = since;
    this.#wall = clock.wall() - (clock.monotonic() - since);
  }

  elapsed(): number {
    return Math.max(this.#clock.monotonic() - this.#monotonic, this.#clock.wall() - this.#wall);
  }
}
