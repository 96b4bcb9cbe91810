import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markLeftovers } from '../../../src/scan/log/host-mask.js';

const MARK = '\x02*\x03';

describe('a mask', () => {
  test.each([
    ['a: ***Ng==', `a: ${MARK}Ng==`],
    ['***%3D', `${MARK}%3D`],
    ['basic dXNl***', `basic dXNl${MARK}`],
    ['Authorization: Basic dXNl***, ***Ng== and ***', `Authorization: Basic dXNl${MARK}, ${MARK}Ng== and ***`],
  ])('beside a rest is marked: %s', (text, expected) => {
    expect(markLeftovers(text)).toBe(expected);
  });

  test.each([
    '***',
    'a *** b',
    '****Ng==',
    '***Ng==*',
    '***a = b',
    'basic ab***',
    'topic dXNl***',
    'x'.repeat(600).concat('***'),
  ])('alone is not: %s', (text) => {
    expect(markLeftovers(text)).toBe(text);
  });

  test('whatever stands around, nothing moves', () => {
    const part = fc.constantFrom('***', '*', 'Ng==', 'Basic ', 'dXNlcjpw', '%3D', ' ', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(markLeftovers(text).replaceAll(MARK, '***')).toBe(text);
      }),
    );
  });

  test('a line of nothing else takes no longer than its length asks for', () => {
    expect(markLeftovers('***x'.repeat(500_000))).toHaveLength(2_000_000);
    expect(markLeftovers('basic '.repeat(200_000).concat('***'))).toHaveLength(1_200_003);
  });
});
