import type { Clock } from '../../src/core/clock.js';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** A clock that stands still until it is turned. Both hands move together unless one is moved alone. */
export class ManualClock implements Clock {
  #monotonic = 1_000;
  #wall = Date.parse('2026-03-01T12:00:00Z');
  readonly #sleepers = new Set<Sleeper>();

  monotonic(): number {
    return this.#monotonic;
  }

  wall(): number {
    return this.#wall;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      };
      const sleeper: Sleeper = {
        until: this.#monotonic + milliseconds,
        wake: () => {
          signal.removeEventListener('abort', leave);
          this.#sleepers.delete(sleeper);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** Turns both hands, waking whoever sleeps on the way, in order. */
  async turn(milliseconds: number): Promise<void> {
    const end = this.#monotonic + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#wall += next.until - this.#monotonic;
      this.#monotonic = next.until;
      next.wake();
      await settle();
    }
    this.#wall += end - this.#monotonic;
    this.#monotonic = end;
  }

  /** The machine slept, or somebody set the clock: only the wall clock moves. */
  moveWall(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  #next(end: number): Sleeper | undefined {
    const due = [...this.#sleepers].filter(({ until }) => until <= end);
    return due.sort((a, b) => a.until - b.until)[0];
  }
}

/** Lets everything run that waits for no clock. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve));
}
