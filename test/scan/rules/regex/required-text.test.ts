import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';
import { requiredText } from '../../../../src/scan/rules/regex/required-text.js';

const text = (regex: string) => requiredText(parseRegex(regex), (one) => 'acme'.includes(one));

describe('requiredText', () => {
  it.each([
    ['acme.{0,20}(sk_[0-9]{8})', 'sk_'],
    ['acme.{0,20}((?:SK_){2}[0-9]{8})', 'sk_'],
    ['(?i)acme.{0,9}key_(?:live)_[0-9]{8}', 'key_live_'],
    ['acme.{0,20}(?:sk_|pk_)[0-9]{8}', undefined],
    ['acme.{0,20}(?:sk_)?[0-9]{8}', undefined],
    ['acme[0-9]{8}', undefined],
    ['acme.{0,9}x-[0-9]{8}', undefined],
    ['acme.{0,9}clé[0-9]{8}', undefined],
  ])('%s', (regex, expected) => {
    expect(text(regex)).toBe(expected);
  });

  it('stands in every match', () => {
    const part = fc.constantFrom('abc', '[ab]', 'b', '(?:abc)?', '(?:bca|b)', '(?:cab){1,2}', 'C');
    const input = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'C'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), input, (parts, given) => {
        const found = requiredText(parseRegex(parts.join('')), () => false);
        const matcher = RE2JS.compile(parts.join('')).matcher(given);
        if (found !== undefined && matcher.find()) expect((matcher.group() ?? '').toLowerCase()).toContain(found);
      }),
      { numRuns: 2000 },
    );
  });
});
