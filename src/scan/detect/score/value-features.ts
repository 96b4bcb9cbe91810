import { HABIT_FEATURES, writeHabitFeatures } from './habit-features.js';
import { NGRAM_FEATURES, type NgramCosts, writeNgramFeatures } from './ngram-features.js';
import { SHAPE_FEATURES, writeShapeFeatures } from './shape-features.js';
import type { ValueSymbols } from './value-symbols.js';
import { WORD_FEATURES, type WordGraph, writeWordCover } from './word-cover.js';

/** How many numbers the trees look at. */
export const VALUE_FEATURES = SHAPE_FEATURES + NGRAM_FEATURES + WORD_FEATURES + HABIT_FEATURES;

/** What was learnt from released code, apart from the trees. */
export interface TextTables extends NgramCosts {
  readonly words: WordGraph;
}

/** Fills `out` (`VALUE_FEATURES` long): shape, n-gram costs, word cover. The training calls this too, so that both see the same numbers. */
export function writeValueFeatures(symbols: ValueSymbols, tables: TextTables, out: Float32Array): void {
  writeShapeFeatures(symbols, out);
  writeNgramFeatures(symbols, tables, out, SHAPE_FEATURES);
  writeWordCover(symbols, tables.words, out, SHAPE_FEATURES + NGRAM_FEATURES);
  writeHabitFeatures(symbols, out, SHAPE_FEATURES + NGRAM_FEATURES + WORD_FEATURES);
}
