import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HABIT_FEATURES, writeHabitFeatures } from '../../../../src/scan/detect/score/habit-features.js';
import { createValueSymbols, readSymbols } from '../../../../src/scan/detect/score/value-symbols.js';

function habitsOf(value: string): { near: number; endDigits: number; year: number } {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const out = new Float32Array(HABIT_FEATURES);
  writeHabitFeatures(symbols, out, 0);
  return { near: out[0] as number, endDigits: out[1] as number, year: out[2] as number };
}

describe('writeHabitFeatures', () => {
  it.each([
    ['qwerty', 1],
    ['QwErTy', 1],
    ['poiuyt', 1],
    ['12345', 1],
    ['zxcasd', 4 / 5],
    ['qa', 0],
    ['x', 0],
    ['', 0],
    ['  ', 0],
  ])('sees how much of "%s" runs along a row of keys', (value, near) => {
    expect(habitsOf(value).near).toBeCloseTo(near, 5);
  });

  it.each([
    ['maren1987', 4, 1],
    ['maren2019!', 4, 1],
    ['maren2119', 4, 0],
    ['maren19870', 5, 0],
    ['maren198', 3, 0],
    ['1987maren', 0, 0],
    ['!!', 0, 0],
  ])('sees the digits and the year that end "%s"', (value, digits, year) => {
    expect(habitsOf(value)).toMatchObject({ endDigits: digits, year });
  });

  it('is a share for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (value) => {
        const { near, endDigits } = habitsOf(value);
        expect(near).toBeGreaterThanOrEqual(0);
        expect(near).toBeLessThanOrEqual(1);
        expect(endDigits).toBeLessThanOrEqual(64);
      }),
    );
  });
});
