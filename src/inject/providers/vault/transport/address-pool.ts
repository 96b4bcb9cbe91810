import { CircuitBreaker } from '../../../../core/circuit-breaker.js';
import type { Clock } from '../../../../core/clock.js';

/** As long as one or two repetitions take, so that a short outage is survived. */
const BREAKER = { failures: 5, rest: 500, longestRest: 30_000 };

/** One address of the store, and how it fares. */
export interface PooledAddress {
  readonly text: string;
  readonly breaker: CircuitBreaker;
}

/** The addresses of one store: the one that answered last comes first, those that rest are left out. */
export class AddressPool {
  readonly #all: readonly PooledAddress[];
  #preferred = 0;

  constructor(addresses: readonly string[], clock: Clock) {
    this.#all = addresses.map((text) => ({
      text: text.replace(/\/+$/, ''),
      breaker: new CircuitBreaker(BREAKER, clock),
    }));
  }

  get texts(): readonly string[] {
    return this.#all.map(({ text }) => text);
  }

  /**
   * Those that may be asked, in the order to ask them.
   *
   * @param from how many to pass over: a second request beside a first begins with the next address
   */
  candidates(from = 0): readonly PooledAddress[] {
    const start = (this.#preferred + from) % this.#all.length;
    const ordered = [...this.#all.slice(start), ...this.#all.slice(0, start)];
    const closed = ordered.filter(({ breaker }) => breaker.state === 'closed');
    return [...closed, ...ordered.filter(({ breaker }) => breaker.state === 'trial')];
  }

  /** Milliseconds until one of them may be asked again. */
  get rest(): number {
    return Math.min(...this.#all.map(({ breaker }) => breaker.rest));
  }

  succeeded(address: PooledAddress): void {
    address.breaker.succeeded();
    this.#preferred = Math.max(0, this.#all.indexOf(address));
  }

  failed(address: PooledAddress): void {
    address.breaker.failed();
    if (this.#all[this.#preferred] === address) this.#preferred = (this.#preferred + 1) % this.#all.length;
  }
}
