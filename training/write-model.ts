/** tables.json + trees.json → the module that is published; read-model.ts tells its layout. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Node = [feature: number, number: number, no: number];

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\')}'`;
}

function treeBytes(trees: readonly Node[][]): Buffer {
  const nodes = trees.flat();
  const bytes = Buffer.alloc(4 + 2 * trees.length + 6 * nodes.length);
  bytes.writeUInt16LE(trees.length, 0);
  bytes.writeUInt16LE(nodes.length, 2);
  let root = 0;
  trees.forEach((tree, i) => {
    bytes.writeUInt16LE(root, 4 + 2 * i);
    root += tree.length;
  });
  const start = 4 + 2 * trees.length;
  nodes.forEach(([feature, number, no], i) => {
    bytes.writeFloatLE(number, start + 4 * i);
    bytes.writeUInt8(feature, start + 4 * nodes.length + i);
    bytes.writeUInt8(no, start + 5 * nodes.length + i);
  });
  return bytes;
}

/** Writes the module to `out`, and to `frozen` the scores that a test holds it to. */
export function writeModel(folder: string, out: string, frozen: string): void {
  const tables = JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8')) as {
    trigrams: number[];
    bigrams: number[];
    words: string[];
  };
  const trees = JSON.parse(readFileSync(join(folder, 'trees.json'), 'utf8')) as Node[][];
  const lines = [
    '// Made by training/ (see its README); read by read-model.ts. Do not edit.',
    `export const TRIGRAM_COSTS =\n  ${quoted(Buffer.from(tables.trigrams).toString('latin1'))};`,
    `export const BIGRAM_COSTS =\n  ${quoted(Buffer.from(tables.bigrams).toString('latin1'))};`,
    `export const WORDS =\n  '${tables.words.join(' ')}';`,
    `export const TREES =\n  '${treeBytes(trees).toString('base64')}';`,
  ];
  writeFileSync(out, `${lines.join('\n')}\n`);
  writeFileSync(frozen, readFileSync(join(folder, 'frozen.json')));
}
