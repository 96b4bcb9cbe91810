import type { ValueSymbols } from './value-symbols.js';

/** How many numbers `writeWordCover` writes. */
export const WORD_FEATURES = 4;

const LETTERS = 26;
const SHORT = 3;
const LONG = 4;

/** A trie: `next[node · 26 + letter]` is a node, 0 for none (the root is 1); `ends[node]` is 1 where a word ends. */
export interface WordGraph {
  readonly next: Uint16Array;
  readonly ends: Uint8Array;
}

/** A trie of lower-case a–z words; anything else in a word is an error of the model's maker. */
export function createWordGraph(words: readonly string[]): WordGraph {
  const nodes = 2 + words.reduce((sum, word) => sum + word.length, 0);
  const next = new Uint16Array(nodes * LETTERS);
  const ends = new Uint8Array(nodes);
  let last = 1;
  for (const word of words) {
    let node = 1;
    for (let i = 0; i < word.length; i++) {
      const slot = node * LETTERS + word.charCodeAt(i) - 0x61;
      if (next[slot] === 0) next[slot] = ++last;
      node = next[slot] as number;
    }
    ends[node] = 1;
  }
  return { next, ends };
}

/** Writes to `out[at…]`: share of the window that words of 3 and more letters cover, the same for 4 and more, longest word. */
export function writeWordCover(symbols: ValueSymbols, graph: WordGraph, out: Float32Array, at: number): void {
  const { length } = symbols;
  let short = 0;
  let long = 0;
  let shortEnd = 0;
  let longEnd = 0;
  let longest = 0;
  let bare = 0;
  let barest = 0;
  for (let i = 0; i < length; i++) {
    const size = longestWordAt(symbols, graph, i);
    bare = (symbols.folded[i] as number) < LETTERS && size < SHORT && i >= shortEnd ? bare + 1 : 0;
    if (bare > barest) barest = bare;
    if (size < SHORT) continue;
    const end = i + size;
    if (end > shortEnd) {
      short += end - Math.max(i, shortEnd);
      shortEnd = end;
    }
    if (size >= LONG && end > longEnd) {
      long += end - Math.max(i, longEnd);
      longEnd = end;
    }
    if (size > longest) longest = size;
  }
  out[at] = length > 0 ? short / length : 0;
  out[at + 1] = length > 0 ? long / length : 0;
  out[at + 2] = longest;
  out[at + 3] = barest;
}

function longestWordAt({ length, folded }: ValueSymbols, { next, ends }: WordGraph, start: number): number {
  let node = 1;
  let size = 0;
  for (let i = start; i < length; i++) {
    const letter = folded[i] as number;
    if (letter >= LETTERS) break;
    node = next[node * LETTERS + letter] as number;
    if (node === 0) break;
    if (ends[node] === 1) size = i + 1 - start;
  }
  return size;
}
