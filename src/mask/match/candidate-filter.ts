import { firstGap, type Pattern } from './pattern.js';

/** More of a pattern's beginning than this does not make the search faster. */
const MAX_WINDOW_BYTES = 8;
/** With more grams than this, three bytes are too few to tell log text from secrets. */
const MANY_GRAMS = 30_000;

/**
 * Finds where a pattern may begin, skipping over most bytes (the idea of Wu and Manber): if the last few bytes of a window occur
 * nowhere in the first `window` bytes of any pattern, none can begin in the whole window.
 */
export class CandidateFilter {
  /** Bytes at a pattern's beginning that are looked at; no pattern allows white space among them. */
  readonly window: number;
  readonly #gram: number;
  readonly #hashShift: number;
  /** How far the window may move, by the hash of its last `#gram` bytes. */
  readonly #skips: Uint8Array;
  /** One bit for each hash of a whole window. */
  readonly #windows: Uint32Array;

  /** @param patterns at least one. */
  constructor(patterns: readonly Pattern[]) {
    this.window = patterns.reduce((least, pattern) => Math.min(least, firstGap(pattern)), MAX_WINDOW_BYTES);
    const grams = patterns.length * this.window;
    this.#gram = Math.min(this.window, grams > MANY_GRAMS ? 4 : 3);
    const bits = Math.min(22, Math.max(16, Math.ceil(Math.log2(grams * 12))));
    this.#hashShift = 32 - bits;
    this.#skips = new Uint8Array(2 ** bits).fill(this.window - this.#gram + 1);
    this.#windows = new Uint32Array(2 ** bits / 32);
    for (const pattern of patterns) this.#add(pattern);
  }

  /** The first offset in `[from, to - window]` at which a pattern may begin, or -1. */
  next(bytes: DataView, from: number, to: number): number {
    const window = this.window;
    const gram = this.#gram;
    const skips = this.#skips;
    const shift = this.#hashShift;
    let end = from + window;
    while (end <= to) {
      const skip = skips[hashGram(bytes, end - gram, gram) >>> shift] as number;
      if (skip !== 0) end += skip;
      else if (this.#hasWindow(bytes, end - window)) return end - window;
      else end++;
    }
    return -1;
  }

  #add(pattern: Pattern): void {
    const bytes = new DataView(pattern.bytes.buffer, pattern.bytes.byteOffset, this.window);
    for (let end = this.#gram; end <= this.window; end++) {
      const slot = hashGram(bytes, end - this.#gram, this.#gram) >>> this.#hashShift;
      this.#skips[slot] = Math.min(this.#skips[slot] as number, this.window - end);
    }
    const slot = hashWindow(bytes, 0, this.window) >>> this.#hashShift;
    this.#windows[slot >>> 5] = (this.#windows[slot >>> 5] as number) | (1 << (slot & 31));
  }

  #hasWindow(bytes: DataView, at: number): boolean {
    const slot = hashWindow(bytes, at, this.window) >>> this.#hashShift;
    return (((this.#windows[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1;
  }
}

function hashGram(bytes: DataView, at: number, length: number): number {
  if (length === 4) return Math.imul(bytes.getInt32(at, true), 0x9e3779b1);
  if (length === 3) return Math.imul(bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16), 0x9e3779b1);
  return Math.imul(length === 2 ? bytes.getUint16(at, true) : bytes.getUint8(at), 0x9e3779b1);
}

function hashWindow(bytes: DataView, at: number, length: number): number {
  let hash = 0;
  for (let index = 0; index < length; index++)
    hash = Math.imul(hash ^ bytes.getUint8(at + index), 0x01000193) + 0x7f4a7c15;
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
}
