import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTail, holdsRun, holdsText, standsBehind } from '../../../src/scan/detect/tail.js';
import { ruleReach } from '../../../src/scan/rules/rule-window.js';

const { tails } = ruleReach({ regex: '\\bab_[0-9a-f]{4}-[A-Z]', keywords: ['ab_'] });
const tail = compileTail(tails?.[0] ?? []);

describe('standsBehind', () => {
  it.each([
    ['ab_09af-Q', true],
    ['ab_09af-Q and more', true],
    ['ab_09ag-Q', false],
    ['ab_09af_Q', false],
    ['ab_09af-q', false],
    ['ab_09af-', false],
    ['ab_', false],
  ])('%j is %s', (text, expected) => {
    expect(tail.length).toBe(3);
    expect(standsBehind(tail, Buffer.from(text), 3, text.length)).toBe(expected);
  });

  it('reads only what is in use', () => {
    expect(standsBehind(tail, Buffer.from('ab_09af-Q'), 3, 8)).toBe(false);
  });

  it('lets everything pass where nothing is known', () => {
    expect(standsBehind([], Buffer.from('ab_'), 3, 3)).toBe(true);
  });
});

describe('holdsRun', () => {
  it('finds what the plain way finds, wherever it stands', () => {
    const [hex] = compileTail([['000000000000ffc0000000007e000000', 4]]);
    if (hex === undefined) throw new Error('no set');
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-g]{0,40}$/), fc.nat(20), fc.nat(40), (text, from, to) => {
        const bytes = Buffer.from(text);
        const end = Math.min(to, bytes.length);
        const expected = /[0-9a-f]{4}/.test(text.slice(from, end));
        expect(holdsRun(hex, bytes, from, end)).toBe(expected);
      }),
    );
  });
});

describe('holdsText', () => {
  it('sees a text in any case, within the bounds, and only where it stands', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab_-9'), minLength: 1, maxLength: 4 });
    const bytes = fc.string({ unit: fc.constantFrom(...'abAB_-9?'), maxLength: 20 });
    fc.assert(
      fc.property(text, bytes, fc.nat(20), fc.nat(20), (wanted, given, one, other) => {
        const [from, to] = [Math.min(one, other, given.length), Math.min(Math.max(one, other), given.length)];
        const expected = given.slice(from, to).toLowerCase().includes(wanted);
        expect(holdsText(wanted, Buffer.from(given), from, to)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
