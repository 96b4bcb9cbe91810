import { BIGRAM_COSTS, TREES, TRIGRAM_COSTS, WORDS } from './model.js';
import type { Trees } from './trees.js';
import type { TextTables } from './value-features.js';
import { createWordGraph } from './word-cover.js';

/** Unpacks the published tables: some milliseconds, so only at the first value. */
export function readTables(): TextTables {
  return {
    trigrams: Buffer.from(TRIGRAM_COSTS, 'latin1'),
    bigrams: Buffer.from(BIGRAM_COSTS, 'latin1'),
    words: createWordGraph(WORDS.split(' ')),
  };
}

/**
 * Unpacks the published trees. Little-endian: number of trees and of nodes (uint16), roots (uint16), the nodes' numbers
 * (float32), features (uint8), distances of the no branch (uint8).
 */
export function readTrees(): Trees {
  const bytes = Uint8Array.from(Buffer.from(TREES, 'base64'));
  const view = new DataView(bytes.buffer);
  const roots = new Uint16Array(view.getUint16(0, true));
  const nodes = view.getUint16(2, true);
  for (let i = 0; i < roots.length; i++) roots[i] = view.getUint16(4 + 2 * i, true);
  const start = 4 + 2 * roots.length;
  const numbers = new Float32Array(nodes);
  for (let i = 0; i < nodes; i++) numbers[i] = view.getFloat32(start + 4 * i, true);
  const features = bytes.subarray(start + 4 * nodes, start + 5 * nodes);
  return { roots, numbers, features, no: bytes.subarray(start + 5 * nodes) };
}
