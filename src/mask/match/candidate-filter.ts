import { BitSet } from './bit-set.js';
import { firstGap, type Pattern } from './pattern.js';

/** More of a pattern's beginning than this does not make the search faster. */
const MAX_WINDOW_BYTES = 8;
/** With more grams than this, three bytes are too few to tell log text from secrets. */
const MANY_GRAMS = 30_000;
/** What is read at once to get at a gram. */
const WORD_BYTES = 4;
/** Bits for each gram, so that few others share its place; the whole set should stay in the processor's nearest caches. */
const BITS_PER_GRAM = 20;

/**
 * Finds where a pattern may begin, and passes over most bytes without looking at them (the idea of Wu and Manber): if the last few bytes
 * of a window occur nowhere in the beginning of any pattern, none begins in the whole window. Sets of bits and a fixed step, rather than
 * a table of steps, let the processor look ahead.
 */
export class CandidateFilter {
  /** Bytes at a pattern's beginning that are looked at; no pattern allows white space among them. */
  readonly window: number;
  readonly #gram: number;
  /** Every run of `#gram` bytes in the first `window` bytes of a pattern. */
  readonly #grams: BitSet;
  /** Those that end such a window. */
  readonly #lastGrams: BitSet;
  readonly #windows: BitSet;

  /** @param patterns at least one. */
  constructor(patterns: readonly Pattern[]) {
    this.window = patterns.reduce(
      (least, pattern) => Math.min(least, firstGap(pattern), pattern.bytes.length),
      MAX_WINDOW_BYTES,
    );
    const grams = patterns.length * this.window;
    this.#gram = Math.min(this.window, grams > MANY_GRAMS ? 4 : 3);
    this.#grams = new BitSet(grams * BITS_PER_GRAM);
    this.#lastGrams = new BitSet(patterns.length * BITS_PER_GRAM);
    this.#windows = new BitSet(patterns.length * BITS_PER_GRAM);
    for (const pattern of patterns) this.#add(pattern);
  }

  /** The first offset in `[from, to - window]` at which a pattern may begin, or -1. */
  next(bytes: DataView, from: number, to: number): number {
    const window = this.window;
    const gram = this.#gram;
    const step = window - gram + 1;
    const grams = this.#grams;
    let end = from + window;
    while (end <= to) {
      if (window >= WORD_BYTES) end = passOver(grams, bytes, { gram, step, from: end, to });
      if (end > to) return -1;
      const hash = hashGram(bytes, end - gram, gram);
      if (!grams.has(hash)) end += step;
      else if (this.#lastGrams.has(hash) && this.#windows.has(hashWindow(bytes, end - window, window)))
        return end - window;
      else end++;
    }
    return -1;
  }

  #add(pattern: Pattern): void {
    const bytes = new DataView(pattern.bytes.buffer, pattern.bytes.byteOffset, this.window);
    for (let end = this.#gram; end <= this.window; end++)
      this.#grams.add(hashGram(bytes, end - this.#gram, this.#gram));
    this.#lastGrams.add(hashGram(bytes, this.window - this.#gram, this.#gram));
    this.#windows.add(hashWindow(bytes, 0, this.window));
  }
}

/**
 * Goes on in steps, four at a time, while the grams before them are not in the set: half the time of one after the other.
 * @returns the last step's end; there or at one of the next three is a gram of the set, or the end
 */
function passOver(
  { words, shift }: BitSet,
  bytes: DataView,
  { gram, step, from, to }: Readonly<Record<'gram' | 'step' | 'from' | 'to', number>>,
): number {
  const unused = 8 * (WORD_BYTES - gram);
  const last = to - 3 * step;
  let end = from;
  while (end <= last) {
    const at = end - WORD_BYTES;
    const a = hashWord(bytes.getInt32(at, true) >>> unused) >>> shift;
    const b = hashWord(bytes.getInt32(at + step, true) >>> unused) >>> shift;
    const c = hashWord(bytes.getInt32(at + 2 * step, true) >>> unused) >>> shift;
    const d = hashWord(bytes.getInt32(at + 3 * step, true) >>> unused) >>> shift;
    const known =
      ((words[a >>> 5] as number) >>> a) |
      ((words[b >>> 5] as number) >>> b) |
      ((words[c >>> 5] as number) >>> c) |
      ((words[d >>> 5] as number) >>> d);
    if ((known & 1) !== 0) break;
    end += 4 * step;
  }
  return end;
}

function hashGram(bytes: DataView, at: number, length: number): number {
  if (length === 4) return hashWord(bytes.getInt32(at, true));
  if (length === 3) return hashWord(bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16));
  return hashWord(length === 2 ? bytes.getUint16(at, true) : bytes.getUint8(at));
}

function hashWord(word: number): number {
  return Math.imul(word, 0x9e3779b1);
}

function hashWindow(bytes: DataView, at: number, length: number): number {
  if (length === MAX_WINDOW_BYTES)
    return mix(Math.imul(bytes.getInt32(at, true), 0x85ebca6b) ^ bytes.getInt32(at + 4, true));
  let hash = 0;
  for (let index = 0; index < length; index++)
    hash = Math.imul(hash ^ bytes.getUint8(at + index), 0x01000193) + 0x7f4a7c15;
  return mix(hash);
}

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
}
