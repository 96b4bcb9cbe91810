import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { nestedRepeats } from '../../../../src/scan/rules/regex/nested-repeats.js';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';

describe('nestedRepeats', () => {
  it.each([
    ['a', 1],
    ['a*b+c?', 1],
    ['a{3}', 3],
    ['a{3,7}', 7],
    ['a{3,}', 3],
    ['(a{20}){50}', 1000],
    ['(?:a{2}|b{9}){10}x{80}', 90],
    ['((a{2}){3}){4}', 24],
    ['(a*){7}', 7],
  ])('%s', (regex, count) => {
    expect(nestedRepeats(parseRegex(regex))).toBe(count);
  });

  it.each([
    ['(?:a{20}){50}', true],
    ['(?:a{33}){31}', false],
    ['(?:(?:a{11}){10}){10}', false],
  ])('says what an engine takes: %s', (regex, taken) => {
    expect(nestedRepeats(parseRegex(regex)) <= 1000).toBe(taken);
    const compile = () => RE2JS.compile(regex);
    if (taken) expect(compile).not.toThrow();
    else expect(compile).toThrow();
  });
});
