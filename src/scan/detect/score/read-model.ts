import { BIGRAM_COSTS, TREES, TRIGRAM_COSTS, WORDS } from './model.js';
import { LEAF, type Trees } from './trees.js';
import type { TextTables } from './value-features.js';
import { createWordGraph } from './word-cover.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Unpacks the published tables; about two milliseconds, so only at the first value. */
export function readTables(): TextTables {
  const values = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) values[DIGITS.charCodeAt(i)] = i;
  return {
    trigrams: readSixBits(TRIGRAM_COSTS, values),
    bigrams: readSixBits(BIGRAM_COSTS, values),
    words: createWordGraph(readWords(WORDS)),
  };
}

/**
 * Unpacks the published trees. Bytes: tree count, feature count, scale of leaves (float32), threshold counts by feature,
 * thresholds (float32), then nodes of three bytes in preorder: feature, index of its threshold, distance of the no branch;
 * or `LEAF` and an int16. All little-endian.
 */
export function readTrees(): Trees {
  const bytes = Buffer.from(TREES, 'base64');
  const features = bytes.readUInt8(1);
  const thresholds: number[][] = [];
  let at = 6 + features;
  for (let feature = 0; feature < features; feature++) {
    const count = bytes.readUInt8(6 + feature);
    thresholds.push(Array.from({ length: count }, (_, i) => bytes.readFloatLE(at + 4 * i)));
    at += 4 * count;
  }
  return readNodes(bytes.subarray(at), bytes.readUInt8(0), bytes.readFloatLE(2), thresholds);
}

function readNodes(bytes: Buffer, count: number, scale: number, thresholds: readonly (readonly number[])[]): Trees {
  const nodes = bytes.length / 3;
  const trees = {
    roots: new Uint16Array(count),
    features: new Uint8Array(nodes),
    numbers: new Float32Array(nodes),
    no: new Uint16Array(nodes),
  };
  let tree = 0;
  // In preorder a tree is over when its leaves are one more than its inner nodes.
  let open = 0;
  for (let node = 0; node < nodes; node++) {
    if (open === 0) trees.roots[tree++] = node;
    const feature = bytes.readUInt8(3 * node);
    trees.features[node] = feature;
    if (feature === LEAF) {
      trees.numbers[node] = bytes.readInt16LE(3 * node + 1) * scale;
      open -= open === 0 ? 0 : 1;
    } else {
      trees.numbers[node] = thresholds[feature]?.[bytes.readUInt8(3 * node + 1)] as number;
      trees.no[node] = node + bytes.readUInt8(3 * node + 2);
      open += open === 0 ? 2 : 1;
    }
  }
  return trees;
}

function readSixBits(text: string, values: Uint8Array): Uint8Array {
  const costs = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) costs[i] = values[text.charCodeAt(i)] as number;
  return costs;
}

// `0table3let` is `table`, then the first three letters of that and `let`.
function readWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const [, shared, rest] of text.matchAll(/(\d)([a-z]+)/g)) {
    word = word.slice(0, Number(shared)) + rest;
    words.push(word);
  }
  return words;
}
