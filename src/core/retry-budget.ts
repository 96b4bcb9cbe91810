/**
 * Bounds repetitions by what succeeds: each success earns a part of one, so that a store in trouble gets at most a little
 * more traffic than without retries, however many calls there are.
 */
export class RetryBudget {
  readonly #most: number;
  readonly #earned: number;
  #left: number;

  /**
   * @param most repetitions that can be saved up, and are there at the start
   * @param earned part of a repetition for each success
   */
  constructor(most: number, earned: number) {
    this.#most = most;
    this.#earned = earned;
    this.#left = most;
  }

  /** @returns whether one more repetition is allowed; it is then spent */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  succeeded(): void {
    this.#left = Math.min(this.#most, this.#left + this.#earned);
  }
}
