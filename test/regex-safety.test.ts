import { describe, expect, it } from 'vitest';
import { allRegexLiterals, regexLiteralsOf } from './regex-literals.js';
import { dangerOf } from './regex-safety.js';

/** Milliseconds for each of some hundred expressions; what needs longer waits for test/long. */
const THINKING = 200;

describe('regular expressions of the sources', () => {
  it('are told apart from divisions, strings and comments', () => {
    const source = `const a = b / c / d; // /x/\nconst e: string = '/y/'; f(/[/]\\/g/giu, a); const t = \`\${/z/.test(e)} /w/\`;`;
    expect(regexLiteralsOf(source, 'a.ts').map(({ pattern, flags }) => [pattern, flags])).toEqual([
      ['[/]\\/g', 'giu'],
      ['z', ''],
    ]);
  });

  it.each(['^(a+)+$', '(?:a|a)*b', '^(?:\\w+\\s?)*$', 'a*a*a*$'])('%s would be noticed', async (pattern) => {
    expect(await dangerOf({ file: 'a.ts', pattern, flags: '' }, 5000)).toContain(pattern);
  });

  it('cannot be kept busy by hostile text', { timeout: 180_000 }, async () => {
    const literals = allRegexLiterals();
    expect(literals.length).toBeGreaterThan(200);
    const dangers: unknown[] = [];
    for (const literal of literals) dangers.push(await dangerOf(literal, THINKING));
    expect(dangers.filter((danger) => danger !== undefined)).toEqual([]);
  });
});
