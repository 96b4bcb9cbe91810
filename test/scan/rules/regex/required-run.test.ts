import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';
import { requiredRun } from '../../../../src/scan/rules/regex/required-run.js';

/** As a test reads it: the characters of the set, and how many. */
function run(regex: string): string | undefined {
  const found = requiredRun(parseRegex(regex));
  if (found === undefined) return undefined;
  const characters = [...found.set.keys()].filter((code) => found.set[code] === 1);
  return `${String.fromCharCode(...characters)} ${found.count}`;
}

const HEX = '0123456789abcdef';

describe('requiredRun', () => {
  it.each([
    ['(?:key|Key)([0-9a-f]{32})', `${HEX} 32`],
    ['!([0-9a-f]{32})', `${HEX} 32`],
    ['(?:[0-9a-f]{32}){2,3}', `${HEX} 32`],
    ['[0-9a-f]{12,}', `${HEX} 12`],
    ['[0-9]{15,16}[|][0-9a-f]{16}', `${HEX}| 32`],
    ['[0-9]{15,16}(?:[|]|%7C)[0-9a-f]{16}', '0123456789 15'],
    ['[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}', `-${HEX} 26`],
    ['[0-9a-f]{8}-?[0-9a-f]{4}', `-${HEX} 12`],
    ['x(?:[0-9a-f]{4}|y)[0-9a-f]{4}[0-9]{8}', `${HEX} 12`],
    ['[0-9a-f]{8}(?:-|_)[0-9]{4}', undefined],
    ['[0-9a-f]{11}', undefined],
    ['(?:[0-9a-f]{32})?', undefined],
    ['[0-9a-f]{32}|x', undefined],
    ['[^x]{32}', undefined],
    ['[!-~]{32}', undefined],
    ['[0-9a-fé]{32}', undefined],
    ['acme', undefined],
  ])('%s', (regex, expected) => {
    expect(run(regex)).toBe(expected);
  });

  it('stands in every match', () => {
    const part = fc.constantFrom(
      '[0-9]{12}',
      '[a-f]{13,20}',
      '(?:x|y)',
      '[A-Z]{0,20}',
      '(?:[0-9a-f]{16}_)',
      '(?:[a-z]{14})?',
      '=',
    );
    const text = fc.array(
      fc.constantFrom('012345678901', 'abcdefabcdefabcd', 'x', 'y', '0123456789abcdef_', '=', 'QQ'),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), text, (parts, pieces) => {
        const found = requiredRun(parseRegex(parts.join('')));
        const matcher = RE2JS.compile(parts.join('')).matcher(pieces.join(''));
        if (found === undefined || !matcher.find()) return;
        const match = matcher.group() ?? '';
        const flags = [...match].map((letter) => (found.set[letter.charCodeAt(0)] === 1 ? '1' : '0')).join('');
        expect(flags).toContain('1'.repeat(found.count));
      }),
    );
  });
});
