import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLDED, FOLDED_EDGE, KEPT, KEPT_EDGE } from '../../../../src/scan/detect/score/alphabets.js';
import { Kind } from '../../../../src/scan/detect/score/character-kind.js';
import { createValueSymbols, readSymbols, WINDOW } from '../../../../src/scan/detect/score/value-symbols.js';

function read(value: string) {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const { length, codes, kinds, folded, kept } = symbols;
  return {
    length,
    codes: [...codes.subarray(0, length)],
    kinds: [...kinds.subarray(0, length)],
    folded: [...folded.subarray(0, length)],
    kept: [...kept.subarray(0, length)],
  };
}

describe('readSymbols', () => {
  it('tells lower case, upper case, digits and signs apart', () => {
    expect(read('aZ9_').kinds).toEqual([Kind.lower, Kind.upper, Kind.digit, Kind.symbol]);
  });

  it('reads at most 64 units', () => {
    expect(read('x'.repeat(1000)).length).toBe(WINDOW);
    expect(read('').length).toBe(0);
  });

  it('folds case and digits for trigrams, keeps them for bigrams', () => {
    expect(read('abcXYZ019').folded).toEqual(read('ABCxyz777').folded);
    expect(new Set(read('aA0b1B').kept).size).toBe(6);
  });

  it('gives each separator its own symbol and other signs a common one', () => {
    expect(new Set(read('_-./ :').folded).size).toBe(6);
    expect(new Set(read('!"#\'(){}').folded).size).toBe(1);
    expect(new Set(read('_-./$:').kept).size).toBe(6);
    expect(read('\t\n\r').folded).toEqual(read('   ').folded);
  });

  it.each([
    ['ÄÖÜäöüß', 'AOUaous'],
    ['ÀÉÎõúÿ', 'AEIouy'],
    ['łŁżŻşğİ', 'lLzZsgI'],
    ['čŘžďŤ', 'cRzdT'],
  ])('reads %s without its accents', (accented, plain) => {
    // ß has no single plain letter of its own; it is read as s.
    expect(read(accented)).toEqual(read(plain));
  });

  it('takes letters of other scripts for letters', () => {
    expect(read('密码пароль').kinds.every((kind) => kind === Kind.lower)).toBe(true);
  });

  it('keeps every symbol inside its alphabet, below the edge, whatever the string', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 });
    fc.assert(
      fc.property(units, (value) => {
        const { codes, folded, kept, length } = read(String.fromCharCode(...value));
        expect(length).toBe(Math.min(value.length, WINDOW));
        for (let i = 0; i < length; i++) {
          expect(codes[i]).toBeLessThan(256);
          expect(folded[i]).toBeLessThan(FOLDED_EDGE);
          expect(kept[i]).toBeLessThan(KEPT_EDGE);
        }
      }),
    );
  });

  it('has alphabets of 35 and 70', () => {
    expect([FOLDED, FOLDED_EDGE, KEPT, KEPT_EDGE]).toEqual([35, 34, 70, 69]);
  });
});
