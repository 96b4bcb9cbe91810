const KEPT = 64;
const LEAST = 8;

/** The last durations seen, for what is usual. */
export class LatencyWindow {
  #durations: number[] = [];

  /** @param duration milliseconds */
  add(duration: number): void {
    this.#durations = [...this.#durations.slice(1 - KEPT), duration];
  }

  /**
   * @param part in [0, 1]; 0.95 for what only one in twenty exceeds
   * @returns milliseconds; `undefined` until enough has been seen
   */
  quantile(part: number): number | undefined {
    if (this.#durations.length < LEAST) return undefined;
    const sorted = [...this.#durations].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }
}
