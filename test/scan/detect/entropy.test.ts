import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shannonEntropy } from '../../../src/scan/detect/entropy.js';

describe('shannonEntropy', () => {
  it.each([
    ['', 0],
    ['aaaa', 0],
    ['ab', 1],
    ['abcd', 2],
    ['aab', 0.9183],
    ['0123456789abcdef', 4],
    ['éèéè', 1],
    ['😀😁', 1],
  ])('of %j is %d bits a character', (text, bits) => {
    expect(shannonEntropy(text)).toBeCloseTo(bits, 4);
  });

  it('depends on how often characters stand there, not where', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const turned = [...text].reverse().join('');
        expect(shannonEntropy(turned)).toBeCloseTo(shannonEntropy(text), 9);
      }),
    );
  });

  it('never exceeds what the number of characters allows', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(shannonEntropy(text)).toBeLessThanOrEqual(Math.log2([...text].length) + 1e-9);
        expect(shannonEntropy(text)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
