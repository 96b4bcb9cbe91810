import { describe, expect, it } from 'vitest';
import { KeepmumError } from '../../../../src/core/keepmum-error.js';
import { exactTexts } from '../../../../src/scan/rules/regex/exact-texts.js';
import { matchLength, UNBOUNDED_BYTES } from '../../../../src/scan/rules/regex/match-length.js';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';

const lengthOf = (pattern: string) => matchLength(parseRegex(pattern));
const textsOf = (pattern: string) => exactTexts(parseRegex(pattern))?.toSorted();

describe('lengths in bytes', () => {
  it.each([
    ['', 0, 0],
    ['abc', 3, 3],
    ['a|bcd', 1, 3],
    ['(?:ab){2,3}', 4, 6],
    ['[0-9]{20}', 20, 20],
    ['a?b', 1, 2],
    ['^\\bab\\B$\\z', 2, 2],
    ['\\A(?i)ab(?-i:c)(?s-i:d)', 4, 4],
    ['(?P<name>ab)(?<other>c)', 3, 3],
    ['é', 2, 2],
    ['[a-é]', 1, 2],
    ['😀', 4, 4],
    ['.', 1, 4],
    ['[^a]', 1, 4],
    ['\\d\\w\\s', 3, 3],
    ['\\D', 1, 4],
    ['\\pL', 1, 4],
    ['\\p{Greek}', 1, 4],
    ['\\C', 1, 1],
    ['a{2}{3}', 6, 6],
    ['a{x}', 4, 4],
    ['a{,3}', 5, 5],
  ])('%s matches %d to %d', (pattern, min, max) => {
    expect(lengthOf(pattern)).toEqual({ min, max });
  });

  it.each([
    ['a*', 0],
    ['a+', 1],
    ['a{7,}', 7],
    ['(?:ab)+?', 2],
  ])('%s is bounded by a cap', (pattern, min) => {
    expect(lengthOf(pattern)).toEqual({ min, max: UNBOUNDED_BYTES });
  });

  it('lets a bounded repeat exceed the cap', () => {
    expect(lengthOf('[a-z]{40,3000}')).toEqual({ min: 40, max: 3000 });
  });

  it('never caps below what must match', () => {
    expect(lengthOf('[a-z]{3000,}').max).toBe(3000);
  });
});

describe('exact texts', () => {
  it.each([
    ['gh[pous]_', ['gho_', 'ghp_', 'ghs_', 'ghu_']],
    ['gh(?:p|o)_', ['gho_', 'ghp_']],
    ['AB', ['ab']],
    ['ab?', ['a', 'ab']],
    ['a{1,3}', ['a', 'aa', 'aaa']],
    ['\\x41\\x{42}\\103\\.', ['abc.']],
    ['\\Qa.b*\\Ec', ['a.b*c']],
    ['\\t\\n\\a', ['\t\n\x07']],
    ['[\\]\\-a]', ['-', ']', 'a']],
    ['[]a]', [']', 'a']],
    ['[a-]', ['-', 'a']],
    ['[\\d]x', ['0x', '1x', '2x', '3x', '4x', '5x', '6x', '7x', '8x', '9x']],
    ['[[:blank:]]', ['\t', ' ']],
    ['[a-c-e]', ['-', 'a', 'b', 'c', 'e']],
    ['\\b', ['']],
  ])('%s has them', (pattern, texts) => {
    expect(textsOf(pattern)).toEqual(texts.toSorted());
  });

  it.each(['[a-z]', '.', '[^a]', 'a*', '[[:alpha:]]', '[0-9]{3}', 'a{200}', '\\w'])('%s has too many', (pattern) => {
    expect(textsOf(pattern)).toBeUndefined();
  });
});

describe('what RE2 has not', () => {
  it.each([
    ['(a', 'a group that is not closed'],
    ['a)', 'an unmatched ")"'],
    ['[a', 'a "[" that is not closed'],
    ['(?=a)', 'a lookaround'],
    ['(?!a)', 'a lookaround'],
    ['(?<=a)', 'a lookaround'],
    ['(a)\\1', 'a back reference'],
    ['*a', 'nothing to repeat'],
    ['[z-a]', 'a range that runs backwards'],
    ['[[:vowel:]]', 'an unknown [:class:]'],
    ['a\\', 'its end'],
  ])('%s is an error that says where', (pattern, message) => {
    expect(() => parseRegex(pattern)).toThrow(KeepmumError);
    expect(() => parseRegex(pattern)).toThrow(message);
    expect(() => parseRegex(pattern)).toThrow(/at character \d+/);
  });
});
