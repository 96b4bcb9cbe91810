/** N-gram costs and code words, counted over the names and values of packages. */

import { FOLDED, FOLDED_EDGE, KEPT, KEPT_EDGE } from '../src/scan/detect/score/alphabets.js';
import type { TextTables } from '../src/scan/detect/score/value-features.js';
import { createValueSymbols, readSymbols } from '../src/scan/detect/score/value-symbols.js';
import { createWordGraph } from '../src/scan/detect/score/word-cover.js';

/** Tables and the word list that its graph was made of. */
export interface FittedTables extends TextTables {
  readonly list: readonly string[];
}

const PSEUDO_COUNTS = 3;
const QUARTERS = 4;
const HIGHEST = 63;
/** `(`: from there on characters are printable, and none is a straight quote. */
const LOWEST = 0x28;

/** Quarters of a bit up to 15¾, as the code of a printable character. */
function costOf(probability: number): number {
  return LOWEST + Math.min(HIGHEST, Math.round(-Math.log2(probability) * QUARTERS));
}

function fitBigrams(counts: Float64Array, size: number): Float64Array {
  const singles = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    singles[i % size] = (singles[i % size] as number) + (counts[i] as number);
    total += counts[i] as number;
  }
  const probabilities = new Float64Array(counts.length);
  for (let left = 0; left < size; left++) {
    let row = 0;
    for (let right = 0; right < size; right++) row += counts[left * size + right] as number;
    for (let right = 0; right < size; right++) {
      const base = ((singles[right] as number) + 1) / (total + size);
      probabilities[left * size + right] =
        ((counts[left * size + right] as number) + PSEUDO_COUNTS * base) / (row + PSEUDO_COUNTS);
    }
  }
  return probabilities;
}

function fitTrigrams(counts: Float64Array, pairs: Float64Array): Float64Array {
  const probabilities = new Float64Array(counts.length);
  for (let start = 0; start < counts.length; start += FOLDED) {
    let row = 0;
    for (let i = 0; i < FOLDED; i++) row += counts[start + i] as number;
    const second = (start / FOLDED) % FOLDED;
    for (let i = 0; i < FOLDED; i++) {
      probabilities[start + i] =
        ((counts[start + i] as number) + PSEUDO_COUNTS * (pairs[second * FOLDED + i] as number)) /
        (row + PSEUDO_COUNTS);
    }
  }
  return probabilities;
}

/** Counts `texts` (each once). */
function fitCosts(texts: Iterable<string>): { trigrams: Uint8Array; bigrams: Uint8Array } {
  const triples = new Float64Array(FOLDED ** 3);
  const folds = new Float64Array(FOLDED ** 2);
  const pairs = new Float64Array(KEPT ** 2);
  const symbols = createValueSymbols();
  const add = (counts: Float64Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1;
  };
  for (const text of texts) {
    readSymbols(text, symbols);
    let [first, second, left] = [FOLDED_EDGE, FOLDED_EDGE, KEPT_EDGE];
    for (let i = 0; i <= symbols.length; i++) {
      const third = i < symbols.length ? (symbols.folded[i] as number) : FOLDED_EDGE;
      const right = i < symbols.length ? (symbols.kept[i] as number) : KEPT_EDGE;
      add(triples, (first * FOLDED + second) * FOLDED + third);
      add(folds, second * FOLDED + third);
      add(pairs, left * KEPT + right);
      [first, second, left] = [second, third, right];
    }
  }
  return {
    trigrams: Uint8Array.from(fitTrigrams(triples, fitBigrams(folds, FOLDED)), costOf),
    bigrams: Uint8Array.from(fitBigrams(pairs, KEPT), costOf),
  };
}

/** The words of names and values, by how many packages hold them; three letters must be far commoner than four. */
function mineWords(textsOfPackages: Iterable<Iterable<string>>, limit: number): string[] {
  const packages = new Map<string, number>();
  for (const texts of textsOfPackages) {
    const own = new Set<string>();
    for (const text of texts) {
      for (const word of text
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z]+/)) {
        if (word.length >= 3 && word.length <= 14) own.add(word);
      }
    }
    for (const word of own) packages.set(word, (packages.get(word) ?? 0) + 1);
  }
  return [...packages]
    .filter(([word, count]) => count >= (word.length === 3 ? 20 : 3))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word)
    .sort();
}

/** Tables of `packages` (name → names and values in it) and `dictionary` words. */
export function fitTables(
  packages: ReadonlyMap<string, readonly string[]>,
  dictionary: readonly string[],
  limit: number,
): FittedTables {
  const texts = new Set(dictionary);
  for (const own of packages.values()) for (const text of own) texts.add(text);
  const list = mineWords(packages.values(), limit);
  return { ...fitCosts(texts), words: createWordGraph(list), list };
}
