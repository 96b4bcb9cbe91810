import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MaskedOutput } from '../../src/mask/masked-output.js';

const MASK = Buffer.from('***');
const take = (output: MaskedOutput, text: string, limit = text.length) =>
  Buffer.concat(output.take(Buffer.from(text), limit, MASK)).toString();

describe('hidden ranges', () => {
  test.each([
    ['none', [], 'abcdefgh'],
    ['one', [[2, 4]], 'ab***efgh'],
    [
      'at both ends',
      [
        [0, 2],
        [6, 8],
      ],
      '***cdef***',
    ],
    ['everything', [[0, 8]], '***'],
    [
      'apart by one byte',
      [
        [1, 3],
        [4, 6],
      ],
      'a***d***gh',
    ],
    [
      'touching',
      [
        [1, 3],
        [3, 5],
      ],
      'a***fgh',
    ],
    [
      'overlapping',
      [
        [1, 4],
        [2, 6],
      ],
      'a***gh',
    ],
    [
      'a longer one behind a shorter one',
      [
        [3, 5],
        [1, 5],
      ],
      'a***fgh',
    ],
    [
      'one that swallows several',
      [
        [0, 1],
        [2, 3],
        [4, 5],
        [0, 6],
      ],
      '***gh',
    ],
    [
      'a byte more than a range that ended there',
      [
        [2, 4],
        [4, 5],
      ],
      'ab***fgh',
    ],
    ['a start before the window', [[-5, 2]], '***cdefgh'],
  ] as const)('%s', (_, ranges, expected) => {
    const output = new MaskedOutput();
    for (const [start, end] of ranges) output.hide(start, end);
    expect(take(output, 'abcdefgh')).toBe(expected);
  });

  test('a range beyond the limit gives its mask at once and stays hidden later', () => {
    const output = new MaskedOutput();
    output.hide(2, 6);
    expect(take(output, 'abcdefgh', 3)).toBe('ab***');
    expect(take(output, 'defgh')).toBe('gh');
  });

  test('what touches or overlaps a mask that is out already is the same mask', () => {
    const output = new MaskedOutput();
    output.hide(0, 3);
    expect(take(output, 'abc')).toBe('***');
    output.hide(0, 2);
    expect(take(output, 'deX', 2)).toBe('');
    output.hide(1, 2);
    expect(take(output, 'Xfg')).toBe('X***g');
  });

  test('a range that starts at the limit gives its mask at once', () => {
    const output = new MaskedOutput();
    output.hide(2, 4);
    expect(take(output, 'abcd', 2)).toBe('ab***');
    expect(take(output, 'cd')).toBe('');
  });

  test('forgotten ranges do not come back', () => {
    const output = new MaskedOutput();
    output.hide(1, 3);
    output.forgetHeld();
    expect(take(output, 'abcd')).toBe('abcd');
  });

  test('for random ranges and limits it is what replacing at the end gives', () => {
    const length = 30;
    const range = fc
      .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 6 }))
      .map(([start, size]) => ({ start, end: Math.min(start + size, length) }));
    const property = fc.property(fc.array(range, { maxLength: 6 }), fc.nat(length), (ranges, limit) => {
      const text = Array.from({ length }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
      const output = new MaskedOutput();
      const hidden = new Array<boolean>(length).fill(false);
      for (const { start, end } of [...ranges].sort((a, b) => a.end - b.end)) {
        output.hide(start, end);
        hidden.fill(true, start, end);
      }
      const expected = [...text]
        .map((letter, at) => (hidden[at] ? '\0' : letter))
        .join('')
        .replace(/\0+/g, '***');
      expect(take(output, text, limit) + take(output, text.slice(limit))).toBe(expected);
    });
    fc.assert(property);
  });
});
