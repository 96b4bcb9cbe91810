/** tables.json + trees.json → the module that is published. Sizes and order of the parts: read-model.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Node = [feature: number, number: number, no: number];

const LEAF = 255;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function sixBits(costs: readonly number[]): string {
  return costs.map((cost) => DIGITS.charAt(cost)).join('');
}

/** Every word after the first drops what it shares with the one before: `3le` after `table` is `table`[0…3] + `le`. */
function frontCoded(words: readonly string[]): string {
  return words
    .map((word, i) => {
      const before = words[i - 1] ?? '';
      let shared = 0;
      while (shared < word.length - 1 && shared < 9 && word[shared] === before[shared]) shared++;
      return `${shared}${word.slice(shared)}`;
    })
    .join('');
}

function thresholdsOf(trees: readonly Node[][], features: number): number[][] {
  const lists = Array.from({ length: features }, () => new Set<number>());
  for (const [feature, number] of trees.flat()) if (feature !== LEAF) lists[feature]?.add(Math.fround(number));
  return lists.map((list) => [...list].sort((a, b) => a - b));
}

/** Counts first, then thresholds by feature (float32), then nodes: feature, threshold's index, jump; or LEAF, int16. */
function treeBytes(trees: readonly Node[][], features: number): Buffer {
  const thresholds = thresholdsOf(trees, features);
  const scale = Math.max(...trees.flat().map(([feature, number]) => (feature === LEAF ? Math.abs(number) : 0))) / 32767;
  const head = Buffer.alloc(6);
  head.writeUInt8(trees.length, 0);
  head.writeUInt8(features, 1);
  head.writeFloatLE(scale, 2);
  const parts = [head, Buffer.from(thresholds.map((list) => list.length))];
  for (const number of thresholds.flat()) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(number);
    parts.push(bytes);
  }
  for (const [feature, number, no] of trees.flat()) {
    const bytes = Buffer.from([feature, 0, no]);
    if (feature === LEAF) bytes.writeInt16LE(Math.round(number / scale), 1);
    else bytes.writeUInt8(thresholds[feature]?.indexOf(Math.fround(number)) as number, 1);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Writes the module to `out`. */
export function writeModel(folder: string, out: string): void {
  const tables = JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8')) as {
    features: number;
    trigrams: number[];
    bigrams: number[];
    words: string[];
  };
  const trees = JSON.parse(readFileSync(join(folder, 'trees.json'), 'utf8')) as Node[][];
  const lines = [
    '// Made by training/ (see its README); read by read-model.ts. Do not edit.',
    `export const TRIGRAM_COSTS =\n  '${sixBits(tables.trigrams)}';`,
    `export const BIGRAM_COSTS =\n  '${sixBits(tables.bigrams)}';`,
    `export const WORDS =\n  '${frontCoded(tables.words)}';`,
    `export const TREES =\n  '${treeBytes(trees, tables.features).toString('base64')}';`,
  ];
  writeFileSync(out, `${lines.join('\n')}\n`);
}
