import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreValue } from '../../../../src/scan/detect/score/value-score.js';

const anyString = fc.string({ unit: 'binary', maxLength: 200 });
const unpaired = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((units) => String.fromCharCode(...units));

describe('scoreValue', () => {
  it('is a number from 0 to 1 for any string, unpaired surrogates too', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, unpaired), (value) => {
        const score = scoreValue(value);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('looks at the first 64 units only', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 64, maxLength: 64 }), anyString, (head, tail) => {
        const start = head.slice(0, 64);
        expect(scoreValue(start + tail)).toBe(scoreValue(start));
      }),
    );
  });

  it('gives the same score whatever was scored before', () => {
    fc.assert(
      fc.property(anyString, anyString, (value, other) => {
        const alone = scoreValue(value);
        scoreValue(other);
        expect(scoreValue(value)).toBe(alone);
      }),
    );
  });

  it('takes an empty and a huge value', () => {
    expect(scoreValue('')).toBe(0);
    expect(scoreValue('k9'.repeat(5_000_000))).toBe(scoreValue('k9'.repeat(32)));
  });

  it.each([
    ['random letters and digits', ['x7Gq', 'Lw2P', 'z9Tb', 'Vr4K'].join('')],
    ['hex', ['9f3c', '07be', '51d8', 'a264'].join('')],
    ['a word with sign and digits', ['Harbour', '#', '4817'].join('')],
    ['leet', ['Tr0mb', '0n3', '!77'].join('')],
    ['an accent', ['Schlüssel', '_', '8264', '!'].join('')],
  ])('says yes to %s', (_, value) => {
    expect(scoreValue(value)).toBeGreaterThan(0.7);
  });

  it.each([
    'content-type',
    'password',
    'application/json',
    'refresh_token',
    'getElementById',
    'MAX_RETRY_COUNT',
    'loading',
  ])('says no to "%s"', (value) => {
    expect(scoreValue(value)).toBeLessThan(0.2);
  });
});
