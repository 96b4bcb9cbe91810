import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAssignment } from '../../../../src/scan/detect/assignment/read-assignment.js';
import { ASSIGNMENT_WORDS } from '../../../../src/scan/detect/assignment/words.js';
import { withValues } from '../../../fixtures/made-up-values.js';
import { findWords, readAll } from './read-all.js';

const SNIPPETS = [
  'password = "{S}"',
  '<password>{S}</password>',
  '<add key="ApiKey" value="{S}"/>',
  '{"name":"DB_PASSWORD","value":"{S}"}',
  'password: >-\n  {S}\n',
  'curl -u bob:{S} http://h',
  'password = "Zx9" +\n  "kfo2";',
  'password = os.getenv("PX", "{S}")',
  'password = bytes([83, 51, 99, 114, 51, 116])',
  '"{\\"password\\": \\"{S}\\"}"',
  'machine h login bob password {S}',
  'const password: string = `{S}`;',
].map(withValues);

/** Pieces of syntax, so that random texts reach deep into the reader. */
const piece = fc.constantFrom(
  ...[
    '=',
    ':',
    ':=',
    '=>',
    ',',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '</',
    '"',
    "'",
    '`',
    '\\',
    '\\"',
    '\n',
    ' ',
    '-',
    '--',
    '.',
    '|',
    '||',
  ],
  ...[
    '??',
    ' or ',
    '$',
    '${',
    '${{',
    '+',
    '#',
    '//',
    '!',
    '!!str ',
    '>-',
    'value',
    'name',
    'key',
    'new ',
    'byte',
    'get',
    'x',
    '9',
    'é',
    '密',
    '\0',
  ],
  ...ASSIGNMENT_WORDS,
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('the readable part', () => {
  it.each(SNIPPETS)('reads the same whatever stands outside of it: %s', (snippet) => {
    const inside = Buffer.from(snippet);
    const readWith = (filler: string) => {
      const outside = Buffer.from(filler.repeat(40));
      const bytes = Buffer.concat([outside, inside, outside]);
      const from = outside.length;
      return findWords(inside).map(({ start, end }) =>
        readAssignment({ bytes, from, to: from + inside.length }, from + start, from + end, () => true),
      );
    };
    const expected = readWith(' ').map((read) => read && { ...read, valueStart: 0, valueEnd: 0 });
    expect(expected.some((read) => read !== undefined)).toBe(true);
    for (const filler of ['"', "'", 'a', '\\', '=', '\n', '</', '9}', 'é', '+ "']) {
      expect(readWith(filler).map((read) => read && { ...read, valueStart: 0, valueEnd: 0 })).toEqual(expected);
    }
  });

  it('stays within the readable part on any text', () => {
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(20), (input, cutBefore, cutAfter) => {
        const bytes = Buffer.from(input);
        for (const { start, end } of findWords(bytes)) {
          const from = Math.max(0, start - cutBefore);
          const to = Math.min(bytes.length, end + cutAfter);
          const read = readAssignment({ bytes, from, to }, start, end, () => true);
          const cut = readAssignment(
            { bytes: bytes.subarray(from, to), from: 0, to: to - from },
            start - from,
            end - from,
            () => true,
          );
          expect(read && { ...read, valueStart: read.valueStart - from, valueEnd: read.valueEnd - from }).toEqual(cut);
          if (read === undefined) continue;
          expect(read.valueStart).toBeGreaterThanOrEqual(from);
          expect(read.valueEnd).toBeGreaterThan(read.valueStart);
          expect(read.valueEnd).toBeLessThanOrEqual(to);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(SNIPPETS)('reads the same among harmless lines: %s', (snippet) => {
    const alone = readAll(snippet).map(({ name, value }) => ({ name, value }));
    const before = 'let total = 0;\nfor (const x of list) total += x.size;\n\n';
    const among = readAll(`${before}${snippet}\n\nreturn total;\n`).map(({ name, value }) => ({ name, value }));
    expect(among).toEqual(alone);
  });
});

describe('adversarial input', () => {
  const MEGABYTE = 1 << 20;
  const UNITS = [
    'a',
    '"',
    "'",
    '`',
    ' ',
    '\n',
    '\\',
    '(',
    '[',
    '{',
    '<',
    '=',
    ':',
    ',',
    '-',
    '.',
    '|',
    '$',
    '+',
    'pass',
    'key',
    'password=',
    'token: ',
  ];
  const MORE = [
    'password="',
    "key: '",
    'pw=\\"',
    'secret, ',
    'auth(',
    '<key>',
    'name: key\n',
    'password |\n',
    'curl -u ',
    'key"+\n',
    '--token ',
    'key\\\\"',
  ];

  it.each([...UNITS, ...MORE])('ends on a megabyte of %j', (unit) => {
    const bytes = Buffer.from('password'.concat(unit.repeat(Math.ceil(MEGABYTE / unit.length))));
    const hits = findWords(bytes);
    expect(hits.length).toBeGreaterThan(0);
    // A tenth of the hits is a sample large enough to time out if one costs more than a constant.
    const sample = hits.filter((_, at) => at % 10 === 0);
    for (const { start, end } of sample) {
      const read = readAssignment(
        { bytes, from: Math.max(0, start - 4096), to: Math.min(bytes.length, end + 4096) },
        start,
        end,
        () => true,
      );
      if (read !== undefined) expect(read.valueEnd - read.valueStart).toBeLessThanOrEqual(4096);
    }
  });
});
