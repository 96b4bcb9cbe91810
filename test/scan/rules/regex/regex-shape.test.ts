import { describe, expect, it } from 'vitest';
import { MAX_WINDOW_BYTES, regexShape, requiredLiterals } from '../../../../src/scan/rules/regex/regex-shape.js';

/** Without the byte of context on each side. */
function windowOf(pattern: string, ...keywords: string[]): readonly [number, number] | undefined {
  const { window } = regexShape(pattern, keywords);
  return window && [window.before - 1, window.after - 1];
}

describe('the window around a keyword', () => {
  it.each<[string, string[], [number, number]]>([
    ['\\b(gh[p]_[0-9A-Za-z]{36})\\b', ['ghp_'], [0, 36]],
    ['gh[pousr]_[0-9A-Za-z]{36}', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], [0, 36]],
    ['gh(?:p|o)_[0-9]{10}', ['ghp_', 'gho_'], [0, 10]],
    ['(?i)[\\w.-]{0,50}?(?:heroku)(?:[ \\t\\w.-]{0,20})[0-9a-f-]{36}', ['heroku'], [50, 56]],
    ['(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z2-7]{16}', ['akia', 'asia', 'a3t'], [0, 17]],
    ['sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}', ['T3BlbkFJ'], [23, 20]],
    ['(?:glpat|gl[a-z]{2,4})-[a-z]{20}', ['glpat-', 'gl'], [0, 25]],
    ['[a-z]{4}(?:-us[0-9]{1,2})', ['-us'], [4, 2]],
    ['(?:key){2,3}=[0-9]', ['key'], [0, 8]],
    ['x?abc', ['abc'], [1, 0]],
    ['é{2}abc', ['abc'], [4, 0]],
    ['[^a]{3}abc', ['ABC'], [12, 0]],
  ])('of %s is as tight as it can be', (pattern, keywords, expected) => {
    expect(windowOf(pattern, ...keywords)).toEqual(expected);
  });

  it('looks across the border of an alternation that is not exact', () => {
    expect(windowOf('(?:glpat|gl[a-z]{20}x)-[0-9]{5}', 'glpat-', 'x-')).toEqual([22, 5]);
  });

  it('prefers the place that needs the fewest bytes', () => {
    expect(windowOf('key[a-z]{100}abcde', 'key', 'abcde')).toEqual([103, 0]);
    expect(windowOf('key[a-z]{10,20}(?:abc|key)[0-9]{90}', 'key')).toEqual([0, 113]);
  });

  it.each<[string, string, string, [number, number]]>([
    ['one branch lacks it', 'foo[0-9]{5}|[0-9]{30}', 'foo', [0, 5]],
    ['it is optional', '[0-9]{4}(?:foo)?[0-9]{5}', 'foo', [4, 5]],
    ['it may be repeated not at all', '(?:foo){0,3}bar', 'foo', [0, 9]],
    ['it may stand in two places', '(?:foo)?[0-9]{50}(?:foo)?', 'foo', [53, 53]],
    ['a class holds more than it', '(?:basic\\s)[0-9]{9}', 'basic ', [0, 9]],
  ])('holds the matches with a keyword when %s', (_why, pattern, keyword, expected) => {
    expect(regexShape(pattern, [keyword]).coverage).toBe('some');
    expect(windowOf(pattern, keyword)).toEqual(expected);
  });

  it('is as wide as a match when only a class can hold the keyword', () => {
    expect(regexShape('[a-z]{40}', ['foo']).coverage).toBe('some');
    expect(windowOf('[a-z]{40}', 'foo')).toEqual([40, 40]);
    expect(windowOf('basic\\s{1,4}[0-9]{9}', 'basic ')).toEqual([18, 18]);
  });

  it.each([
    ['no class can hold it', '[a-z]{40}', ['foo-']],
    ['it is not there', 'bar', ['foo']],
    ['there are no keywords', 'bar', []],
  ])('is absent when %s', (_why, pattern, keywords) => {
    expect(regexShape(pattern, keywords)).toMatchObject({ coverage: 'none' });
    expect(regexShape(pattern, keywords).window).toBeUndefined();
  });

  it('looks across the border of what is optional', () => {
    const { coverage } = regexShape('postgres(?:ql)?(?:\\+[a-z0-9]{2,20})?://', [
      'postgres://',
      'postgresql://',
      'postgres+',
      'postgresql+',
    ]);
    expect(coverage).toBe('every');
  });

  it('never gets wider than the limit', () => {
    expect(regexShape('abc[a-z]{0,99999}', ['abc']).window).toEqual({ before: 1, after: MAX_WINDOW_BYTES });
  });
});

describe('the literals a match cannot do without', () => {
  it.each<[string, string[]]>([
    ['\\bghp_[0-9A-Za-z]{36}', ['ghp_']],
    ['(?i)[\\w-]{0,20}(?:heroku|travis)[a-z]{0,5}', ['heroku', 'travis']],
    ['ab[a-z]+wxyz', ['wxyz']],
    ['[a-z]{3}-[0-9]{4}', []],
    ['(?:abc)?[0-9]+', []],
    ['abc|[0-9]+', []],
    ['(?:abcd){2}', ['abcdabcd']],
  ])('of %s', (pattern, literals) => {
    expect([...requiredLiterals(pattern)].sort()).toEqual(literals);
  });
});
