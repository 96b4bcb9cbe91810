import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';
import { tailSets } from '../../../../src/scan/rules/regex/tail-sets.js';

/** The sets as the ASCII characters they hold. */
function tail(regex: string, keyword: string, reach = 4): string[] {
  return tailSets(parseRegex(regex), keyword, reach).map((set) =>
    String.fromCharCode(...[...set.keys()].filter((byte) => set[byte] === 1)),
  );
}

describe('tailSets', () => {
  it('gives one set for each byte that must follow', () => {
    expect(tail('\\bab_[0-3]{3}\\b', 'ab_')).toEqual(['0123', '0123', '0123']);
    expect(tail('ab_([0-3]{2,9})(?:[^0-9]|$)', 'ab_').slice(0, 2)).toEqual(['0123', '0123']);
  });

  it('ends where a match can', () => {
    expect(tail('ab_[01]{0,5}', 'ab_')).toEqual([]);
    expect(tail('ab_[01]', 'ab_')).toEqual(['01']);
    expect(tail('ab_(?:[01]{2}|[23])', 'ab_')).toEqual(['0123']);
  });

  it('joins what different ways allow', () => {
    expect(tail('ab_(?:[01]x|[23]y)z', 'ab_')).toEqual(['0123', 'xy', 'z']);
    expect(tail('ab_(?:[01]x|[23]y)z', 'ab_').length).toBe(3);
  });

  it('looks for the keyword behind a few characters of context, in any case', () => {
    expect(tail('(?:^|[^a-z])AB_[01]', 'ab_')).toEqual(['01']);
    expect(tail('(?i:ab_)[01]', 'ab_')).toEqual(['01']);
    expect(tail('[xy]{3}ab_[01]', 'ab_')).toEqual(['01']);
  });

  it('says nothing of a keyword that is not there, nor beyond ASCII', () => {
    expect(tail('ab_[01]', 'zz_')).toEqual([]);
    expect(tail('ab_[^a]b', 'ab_')).toEqual([]);
  });

  it('never turns away a match', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[0-9]', '(?:a|bb)', '(?:0|a1)', 'ab');
    const repeat = fc.constantFrom('', '', '?', '{2}', '{1,3}', '+', '*');
    const regexes = fc.array(
      fc.tuple(atom, repeat).map(([one, times]) => `(?:${one})${times}`),
      { maxLength: 5 },
    );
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '0', '1', 'x'), maxLength: 14 });
    fc.assert(
      fc.property(regexes, regexes, texts, texts, (front, back, before, after) => {
        const regex = `${front.slice(0, 1).join('')}x${back.join('')}`;
        const text = `${before}x${after}`;
        const sets = tailSets(parseRegex(regex), 'x', 4);
        for (const match of text.matchAll(new RegExp(regex, 'g'))) {
          const keywordAt = match[0].indexOf('x');
          if (keywordAt > 4) continue;
          const behind = Buffer.from(text).subarray((match.index ?? 0) + keywordAt + 1);
          expect(sets.every((set, at) => at >= behind.length || set[behind[at] ?? 0] === 1)).toBe(true);
          expect(sets.length).toBeLessThanOrEqual(match[0].length - keywordAt - 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
