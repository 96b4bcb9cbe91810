import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOLDED, KEPT } from '../../../../src/scan/detect/score/alphabets.js';
import { readTables, readTrees } from '../../../../src/scan/detect/score/read-model.js';
import { LEAF, sumOfTrees, type Trees } from '../../../../src/scan/detect/score/trees.js';
import { VALUE_FEATURES } from '../../../../src/scan/detect/score/value-features.js';

// Follows every branch of a tree; a jump out of it would not end.
function leavesUnder(trees: Trees, node: number, depth: number): number {
  expect(depth).toBeLessThan(64);
  if (trees.features[node] === LEAF) return 1;
  expect(trees.features[node]).toBeLessThan(VALUE_FEATURES);
  return leavesUnder(trees, node + 1, depth + 1) + leavesUnder(trees, node + (trees.no[node] as number), depth + 1);
}

describe('the published model', () => {
  it('is at most 100 KB', () => {
    const { size } = statSync(new URL('../../../../src/scan/detect/score/model.ts', import.meta.url));
    expect(size).toBeLessThanOrEqual(100_000);
  });

  it('has a cost of 40 to 103 for every gram', () => {
    const { trigrams, bigrams } = readTables();
    expect(trigrams).toHaveLength(FOLDED ** 3);
    expect(bigrams).toHaveLength(KEPT ** 2);
    for (const table of [trigrams, bigrams]) {
      expect(table.every((cost) => cost >= 40 && cost <= 103)).toBe(true);
      expect(new Set(table).size).toBeGreaterThan(30);
    }
  });

  it('has 64 whole trees of at most 31 leaves', () => {
    const trees = readTrees();
    const leaves = [...trees.roots].map((root) => leavesUnder(trees, root, 0));
    expect(leaves).toHaveLength(64);
    expect(Math.max(...leaves)).toBeLessThanOrEqual(31);
    expect(leaves.reduce((sum, count) => sum + 2 * count - 1, 0)).toBe(trees.features.length);
  });
});

describe('sumOfTrees', () => {
  // if x₀ ≤ 1 then (if x₁ ≤ 5 then 10 else 20) else 30; and a second tree that is the leaf 100
  const trees: Trees = {
    roots: Uint16Array.of(0, 5),
    features: Uint8Array.of(0, 1, LEAF, LEAF, LEAF, LEAF),
    numbers: Float32Array.of(1, 5, 10, 20, 30, 100),
    no: Uint8Array.of(4, 2, 0, 0, 0, 0),
  };

  it.each([
    [[1, 5], 110],
    [[1, 5.5], 120],
    [[1.5, 0], 130],
    [[-9, -9], 110],
  ])('adds up the leaves that %j reaches', (row, sum) => {
    expect(sumOfTrees(trees, Float32Array.from(row))).toBe(sum);
  });
});
