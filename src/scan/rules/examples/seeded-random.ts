import { createHash } from 'node:crypto';

/** How often a text is drawn anew until each kind of character it may hold is in it. */
const MAX_DRAWS = 50;
/** Shorter texts cannot be asked to hold every kind. */
const MIN_MIXED_LENGTH = 8;
const KINDS = [/[0-9]/, /[a-z]/, /[A-Z]/];

/** Numbers that look random and are the same for the same seed on every machine (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readInt32LE(0);
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }

  /** Characters of `alphabet`; a text that is long enough holds a digit and a letter of each case it may have. */
  text(alphabet: string, length: number): string {
    const wanted = length < MIN_MIXED_LENGTH ? [] : KINDS.filter((kind) => kind.test(alphabet));
    for (let draw = 1; ; draw++) {
      const text = Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
      if (draw >= MAX_DRAWS || wanted.every((kind) => kind.test(text))) return text;
    }
  }
}
