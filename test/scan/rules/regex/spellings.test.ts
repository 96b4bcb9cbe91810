import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';
import { spellingsIn } from '../../../../src/scan/rules/regex/spellings.js';

function spellings(regex: string, keywords: readonly string[], reach = 4): string[] | undefined {
  const found = spellingsIn(parseRegex(regex), keywords, reach);
  return found && [...found].sort();
}

describe('spellingsIn', () => {
  it('tells how a keyword is written where every match starts with it', () => {
    expect(spellings('\\bAB_[0-9a-z]{8}', ['ab_'])).toEqual(['AB_']);
    expect(spellings('(?:^|[^a-z])(?:Ab|aB)_x', ['ab_'])).toEqual(['Ab_', 'aB_']);
  });

  it('sees each way to the keyword, and no further: what follows it may be written as it likes', () => {
    const regex = '(?:\\\\[nrt]|%[0-9A-F]{2}|^|[^A-Za-z])EA[AB][A-Za-z0-9]{20}';
    expect(spellings(regex, ['eaa', 'eab'])).toEqual(['EAA', 'EAB']);
    expect(spellings('(?:EAA|[A-Z]{4}[Ee]aa)[0-9]', ['eaa'])).toEqual(['EAA', 'Eaa', 'eaa']);
  });

  it('says nothing when a match may start otherwise, end before, or spell it in too many ways', () => {
    expect(spellings('(?:EAA|[A-Z]{9})[0-9]', ['eaa'])).toBeUndefined();
    expect(spellings('(?:AB_x)?', ['ab_'])).toBeUndefined();
    expect(spellings('[A-Z]{9}AB_', ['ab_'])).toBeUndefined();
    expect(spellings('EA[A-Z]x', ['eaa'])).toBeUndefined();
  });

  it('has every spelling that a match can hold', () => {
    const letter = fc.constantFrom('a', 'A', '[aA]', 'b', '[bB]', 'B');
    const regex = fc.array(letter, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(regex, fc.constantFrom('', '(?:^|-)', '-?', '[-+]{0,2}'), (letters, before) => {
        const pattern = new RegExp(`^${before}(${letters.join('')})1$`);
        const keyword = letters
          .join('')
          .replace(/[^a-z]/gi, '')
          .toLowerCase();
        const words = ['aa', 'ab', 'ba', 'bb'];
        const found = spellings(`${before}${letters.join('')}1`, words);
        expect(found, keyword).toBeDefined();
        for (const first of 'aAbB') {
          for (const second of 'aAbB') {
            const text = first + second;
            expect(found?.includes(text)).toBe(pattern.test(`${text}1`) || pattern.test(`-${text}1`));
          }
        }
      }),
    );
  });
});
