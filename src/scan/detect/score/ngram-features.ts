import { FOLDED, FOLDED_EDGE, KEPT, KEPT_EDGE } from './alphabets.js';
import { type ValueSymbols, WINDOW } from './value-symbols.js';

/** How many numbers `writeNgramFeatures` writes. */
export const NGRAM_FEATURES = 4;

/**
 * What a character costs after its neighbours: low in words and names, high in random text. In quarters of a bit, counted
 * from 40, so that a published table is printable text and needs no unpacking; the trees do not mind the shift.
 */
export interface NgramCosts {
  /** `FOLDED`³ entries. */
  readonly trigrams: Uint8Array;
  /** `KEPT`² entries. */
  readonly bigrams: Uint8Array;
}

const QUARTERS = 4;
const SPAN = 4;

const costs = new Uint8Array(WINDOW + 1);

/** Writes to `out[at…]`: mean trigram cost, cost of the dearest and of the cheapest four in a row, mean bigram cost; bits a character, plus ten. */
export function writeNgramFeatures(symbols: ValueSymbols, tables: NgramCosts, out: Float32Array, at: number): void {
  const { length, folded, kept } = symbols;
  let first = FOLDED_EDGE;
  let second = FOLDED_EDGE;
  let left = KEPT_EDGE;
  let total = 0;
  let pairs = 0;
  for (let i = 0; i <= length; i++) {
    const third = i < length ? (folded[i] as number) : FOLDED_EDGE;
    const right = i < length ? (kept[i] as number) : KEPT_EDGE;
    const cost = tables.trigrams[(first * FOLDED + second) * FOLDED + third] as number;
    costs[i] = cost;
    total += cost;
    pairs += tables.bigrams[left * KEPT + right] as number;
    first = second;
    second = third;
    left = right;
  }
  const scale = QUARTERS * (length + 1);
  out[at] = total / scale;
  writeExtremes(length + 1, total, out, at + 1);
  out[at + 3] = pairs / scale;
}

function writeExtremes(length: number, total: number, out: Float32Array, at: number): void {
  const span = Math.min(SPAN, length);
  let sum = 0;
  let most = 0;
  let least = total;
  for (let i = 0; i < length; i++) {
    sum += costs[i] as number;
    if (i >= span) sum -= costs[i - span] as number;
    if (i < span - 1) continue;
    if (sum > most) most = sum;
    if (sum < least) least = sum;
  }
  out[at] = most / (QUARTERS * span);
  out[at + 1] = least / (QUARTERS * span);
}
