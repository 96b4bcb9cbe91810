/** What is to be hidden in a stream, and the bytes that come out: one mask for each run of hidden bytes. */
export class MaskedOutput {
  /** Hidden ranges, ascending, neither overlapping nor touching; offsets count from the first byte not yet out. */
  #ranges: { start: number; end: number }[] = [];
  /** End of the hidden range whose mask is out already; below 0 if that range is not the last thing that came out. */
  #maskedUntil = -1;

  /** Hides `[start, end)`. Ends never shrink from call to call by more than one byte. */
  hide(start: number, end: number): void {
    const range = { start: Math.max(start, 0), end };
    for (let last = this.#ranges.at(-1); last !== undefined && last.end >= range.start; last = this.#ranges.at(-1)) {
      range.start = Math.min(range.start, last.start);
      range.end = Math.max(range.end, last.end);
      this.#ranges.pop();
    }
    this.#ranges.push(range);
  }

  /** What is held back will be looked at again. */
  forgetHeld(): void {
    this.#ranges = [];
  }

  /** The output for `window[0, limit)`. From now on offsets count from `limit`, and `window` must be cut there. */
  take(window: Uint8Array, limit: number, maskText: Uint8Array): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let position = 0;
    const show = (end: number) => {
      const start = Math.max(position, this.#maskedUntil);
      if (start < end) pieces.push(window.subarray(start, end));
      position = Math.max(position, end);
    };
    let done = 0;
    for (const { start, end } of this.#ranges) {
      if (start > limit) break;
      show(start);
      if (start > this.#maskedUntil) pieces.push(maskText);
      this.#maskedUntil = Math.max(this.#maskedUntil, end);
      done++;
    }
    show(limit);
    this.#maskedUntil = Math.max(-1, this.#maskedUntil - limit);
    this.#ranges = this.#ranges.slice(done).map(({ start, end }) => ({ start: start - limit, end: end - limit }));
    return pieces;
  }
}
