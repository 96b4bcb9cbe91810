import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLDED, FOLDED_EDGE, KEPT, KEPT_EDGE } from '../../../../src/scan/detect/score/alphabets.js';
import {
  NGRAM_FEATURES,
  type NgramCosts,
  writeNgramFeatures,
} from '../../../../src/scan/detect/score/ngram-features.js';
import { createValueSymbols, readSymbols } from '../../../../src/scan/detect/score/value-symbols.js';

// Costs that depend on all symbols of the gram, so that a mixed-up index shows.
const tables: NgramCosts = {
  trigrams: Uint8Array.from({ length: FOLDED ** 3 }, (_, i) => (i * 7919) % 64),
  bigrams: Uint8Array.from({ length: KEPT ** 2 }, (_, i) => (i * 6151) % 64),
};

function featuresOf(value: string, costs: NgramCosts = tables): number[] {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const out = new Float32Array(NGRAM_FEATURES + 2);
  writeNgramFeatures(symbols, costs, out, 1);
  expect([out[0], out[NGRAM_FEATURES + 1]]).toEqual([0, 0]);
  return [...out.subarray(1, 1 + NGRAM_FEATURES)];
}

function reference(value: string): number[] {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const folded = [FOLDED_EDGE, FOLDED_EDGE, ...symbols.folded.subarray(0, symbols.length), FOLDED_EDGE];
  const kept = [KEPT_EDGE, ...symbols.kept.subarray(0, symbols.length), KEPT_EDGE];
  const at = (list: readonly number[], i: number): number => list[i] as number;
  const trigrams = folded
    .slice(2)
    .map((third, i) => (tables.trigrams[(at(folded, i) * FOLDED + at(folded, i + 1)) * FOLDED + third] as number) / 4);
  const bigrams = kept.slice(1).map((right, i) => (tables.bigrams[at(kept, i) * KEPT + right] as number) / 4);
  const mean = (list: readonly number[]): number => list.reduce((sum, cost) => sum + cost, 0) / list.length;
  const span = Math.min(4, trigrams.length);
  const windows = trigrams.slice(span - 1).map((_, i) => mean(trigrams.slice(i, i + span)));
  return [mean(trigrams), Math.max(...windows), Math.min(...windows), mean(bigrams)];
}

describe('writeNgramFeatures', () => {
  it('agrees with the obvious way of counting', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (value) => {
        const expected = reference(value);
        featuresOf(value).forEach((number, i) => {
          expect(number).toBeCloseTo(expected[i] as number, 4);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('shows one dear spot in a cheap value', () => {
    const flat: NgramCosts = { trigrams: new Uint8Array(FOLDED ** 3).fill(4), bigrams: new Uint8Array(KEPT ** 2) };
    const zq = 25 * FOLDED + 16;
    for (let first = 0; first < FOLDED; first++) flat.trigrams[first * FOLDED * FOLDED + zq] = 60;
    const [mean, most, least] = featuresOf('aaaaaaaazqaaaaaaaa', flat);
    expect(mean).toBeCloseTo((18 * 1 + 15) / 19, 5);
    expect(most).toBeCloseTo((3 * 1 + 15) / 4, 5);
    expect(least).toBeCloseTo(1, 5);
  });
});
