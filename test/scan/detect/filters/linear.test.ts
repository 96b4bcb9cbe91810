import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAssignment } from '../../../../src/scan/detect/filters/judge-assignment.js';
import { placeholderReason } from '../../../../src/scan/detect/filters/placeholder.js';

const UNITS = [
  'a',
  'A',
  'aA',
  '9',
  'a9',
  '/',
  'a/',
  '/a9',
  '.',
  'a.',
  '-',
  'a-b',
  '_',
  ' ',
  'a ',
  '{',
  '{{',
  '${',
  '%',
  '%a',
  '<',
  '<a',
  '(',
  '$2b$',
  'é',
  '\\',
  ':',
  '0x',
  '1.',
  '@a',
  'a@b.',
  '=',
  '"',
  '#',
];

describe('judging a value of a kilobyte', () => {
  it.each(UNITS)('ends for a value of many %j, whatever ends it', (unit) => {
    for (const tail of ['', '!', ' ', '~9', '\n']) {
      const value = unit.repeat(Math.floor(1020 / unit.length)) + tail;
      for (const quote of ['"', 'none'] as const) {
        const verdict = judgeAssignment(
          {
            name: 'password',
            operator: '=',
            value,
            valueStart: 0,
            valueEnd: value.length,
            quote,
            surrounding: 'plain',
          },
          'config.yml',
        );
        expect(verdict.kind).toMatch(/finding|dropped/);
      }
    }
  });

  it('ends for any name, value and path', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 90 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ maxLength: 90 }),
        (name, value, path) => {
          const assignment = {
            name: `${name}_token`,
            operator: '=',
            value,
            valueStart: 0,
            valueEnd: 1,
            quote: '"',
            surrounding: 'plain',
          } as const;
          expect(judgeAssignment(assignment, path).kind).toMatch(/finding|dropped/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('placeholderReason on provider tokens', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const body = (length: number) =>
    fc.array(fc.constantFrom(...letters), { minLength: length, maxLength: length }).map((all) => all.join(''));

  it('never drops a random body, with or without a short stop word in it', () => {
    fc.assert(
      fc.property(
        body(36),
        fc.constantFrom('', 'test', 'your', 'foo', 'xxx', 'fake', 'key', '1234', 'demo'),
        (random, word) => {
          const token = `ghp_${random.slice(0, 16)}${word}${random.slice(16)}`;
          expect(placeholderReason(token)).toBeUndefined();
        },
      ),
      { numRuns: 5000, seed: 7 },
    );
  });

  it.each([
    ['a vendor example', `AKIA${'IOSFODNN7'}EXAMPLE`],
    ['a mask behind a prefix', `ghp_${'x'.repeat(36)}`],
    ['a capital mask', `AKIA${'X'.repeat(16)}`],
    ['a count', 'sk_live_1234567890abcdefghijklmn'],
    ['one character', '0'.repeat(40)],
    ['a repeated unit', 'abc123'.repeat(6)],
    ['dots', 'ghp_....................'],
    ['your', 'your-github-token-here'],
    ['stars', 'abcd********'],
  ])('names %s', (_what, value) => {
    expect(placeholderReason(value)).toBeTypeOf('string');
  });

  it.each(['Zx9!kfo2Lm', 'testKq9aKf2xQzPq81LmNv7aK', 'Pa$$w0rd7x', 'AAAAB9kfo2LmQw7rZxAAAA'])(
    'leaves %s alone',
    (value) => {
      expect(placeholderReason(value)).toBeUndefined();
    },
  );
});
