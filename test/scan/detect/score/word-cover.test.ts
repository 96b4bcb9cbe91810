import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValueSymbols, readSymbols } from '../../../../src/scan/detect/score/value-symbols.js';
import { createWordGraph, WORD_FEATURES, writeWordCover } from '../../../../src/scan/detect/score/word-cover.js';

const WORDS = ['key', 'name', 'names', 'user', 'session', 'ion', 'ser', 'err', 'error'];
const graph = createWordGraph(WORDS);

function coverOf(value: string): number[] {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const out = new Float32Array(WORD_FEATURES + 2);
  writeWordCover(symbols, graph, out, 1);
  expect([out[0], out[WORD_FEATURES + 1]]).toEqual([0, 0]);
  return [...out.subarray(1, 1 + WORD_FEATURES)];
}

function reference(value: string): number[] {
  const text = value.slice(0, 64).toLowerCase();
  const short = new Set<number>();
  const long = new Set<number>();
  let longest = 0;
  for (let start = 0; start < text.length; start++) {
    const size = Math.max(0, ...WORDS.filter((word) => text.startsWith(word, start)).map((word) => word.length));
    longest = Math.max(longest, size);
    for (let i = start; i < start + size; i++) {
      short.add(i);
      if (size >= 4) long.add(i);
    }
  }
  const bare = [...text].map((character, i) => (/[a-z]/.test(character) && !short.has(i) ? 'x' : ' ')).join('');
  const barest = Math.max(0, ...bare.split(/ +/).map((run) => run.length));
  return text.length === 0 ? [0, 0, 0, 0] : [short.size / text.length, long.size / text.length, longest, barest];
}

describe('writeWordCover', () => {
  it.each([
    ['username', [1, 1, 4, 0]],
    ['USER_NAME', [8 / 9, 8 / 9, 4, 0]],
    ['apikey', [0.5, 0, 3, 3]],
    ['qzkfw9x', [0, 0, 0, 5]],
    ['sessions', [7 / 8, 7 / 8, 7, 1]],
    ['', [0, 0, 0, 0]],
  ])('covers "%s"', (value, expected) => {
    coverOf(value).forEach((number, i) => {
      expect(number).toBeCloseTo(expected[i] as number, 5);
    });
  });

  it('agrees with the obvious way of covering', () => {
    const piece = fc.oneof(fc.constantFrom(...WORDS), fc.stringMatching(/^[a-zA-Z0-9_-]{0,5}$/));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const value = pieces.join('');
        const expected = reference(value);
        coverOf(value).forEach((number, i) => {
          expect(number, `${i} of ${value}`).toBeCloseTo(expected[i] as number, 4);
        });
      }),
      { numRuns: 500 },
    );
  });
});
