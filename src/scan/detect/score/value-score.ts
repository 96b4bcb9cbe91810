import { readTables, readTrees } from './read-model.js';
import { sumOfTrees, type Trees } from './trees.js';
import { type TextTables, VALUE_FEATURES, writeValueFeatures } from './value-features.js';
import { createValueSymbols, readSymbols } from './value-symbols.js';

let tables: TextTables | undefined;
let trees: Trees | undefined;

// One set of buffers for all values: a score is asked for millions of times and is never awaited.
const symbols = createValueSymbols();
const features = new Float32Array(VALUE_FEATURES);

/**
 * How likely `value`, the right side of an assignment, is a real credential rather than a harmless string: 0 to 1.
 * Only its first 64 UTF-16 units count; any string will do. Unescape it first. Digests and ids score high: only their
 * names tell them apart.
 */
export function scoreValue(value: string): number {
  if (value.length === 0) return 0;
  tables ??= readTables();
  trees ??= readTrees();
  readSymbols(value, symbols);
  writeValueFeatures(symbols, tables, features);
  return 1 / (1 + Math.exp(-sumOfTrees(trees, features)));
}
