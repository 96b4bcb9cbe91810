const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANKS = new Set([0x09, 0x20]);

/** Knows whether a place in a stream is at the beginning of a line, blanks aside. */
export class LineStart {
  /** Whether there are only blanks between the last line end and the window. */
  #isBlank = true;

  /** Where in its line the byte at `offset` of the window stands. */
  placeOf(window: Uint8Array, offset: number): 'line start' | 'anywhere' {
    return this.#isBlankBefore(window, offset) ? 'line start' : 'anywhere';
  }

  /** The window moves on by `count` bytes. */
  pass(window: Uint8Array, count: number): void {
    this.#isBlank = this.#isBlankBefore(window, count);
  }

  #isBlankBefore(window: Uint8Array, offset: number): boolean {
    let index = offset - 1;
    while (index >= 0 && BLANKS.has(window[index] as number)) index--;
    const byte = window[index];
    return byte === undefined ? this.#isBlank : byte === LINE_FEED || byte === CARRIAGE_RETURN;
  }
}
