import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logArbitrary } from '../../guard/log-streams.js';
import { recordLog } from './recording-sink.js';

/** So little at once is read line by line. */
const SLOWLY = 100;
const LONG = 120_000;

const digest = (seed: number): string => createHash('sha512').update(String(seed)).digest('base64').slice(0, 76);
const texts = fc.oneof(
  fc.stringMatching(/^[a-z .:=|[\]{}#*-]{0,40}$/),
  fc.constantFrom(
    'web-1 | up',
    'a|b',
    '[pod/a/b] c',
    '{"msg":"x y"}',
    '##[group]Run x',
    '***',
    '***==',
    'a\tb\tc',
    '\u00e9'.repeat(80),
  ),
  fc.constantFrom(72, 79, 80, 120).map((width) =>
    'ab '
      .repeat(80)
      .slice(0, width - 1)
      .concat('z'),
  ),
  fc.constantFrom(
    'a\rb',
    '\x1b[1mc',
    'a\x08b',
    '\x00',
    '2026-03-01T09:00:00.1Z stdout F hi',
    '2026-03-01 09:00:00 stored',
    '1234- x',
  ),
  fc.nat(5).map(digest),
);
const stamps = fc.constantFrom(
  '',
  '2026-03-01T09:00:00.1234567Z ',
  '2026-03-01T09:00:00.1234567Z',
  '2026-03-01T09:00:0a.1234567Z ',
);
const lines = fc.array(
  fc.tuple(stamps, texts).map(([stamp, text]) => `${stamp}${text}\n`),
  { maxLength: 200, size: 'max' },
);
const anyLog = fc
  .tuple(
    fc.constantFrom('##[group]Run a\n', 'plain\n'),
    lines,
    fc.constantFrom('', 'no end', '2026-03-01T09:00:00.1234567Z'),
  )
  .map(([first, all, last]) => Buffer.from(`${first.repeat(70)}${all.join('')}${last}`));

test(
  'lines that are found to be plain are what reading each of them says',
  () => {
    let plain = 0;
    const property = fc.property(
      fc.oneof(anyLog, logArbitrary),
      fc.integer({ min: 600, max: 300_000 }),
      (log, size) => {
        const { plainCount, lines, joinedText, places } = recordLog(log, size);
        const slow = recordLog(log, SLOWLY);
        expect(slow.plainCount).toBe(0);
        expect({ lines, joinedText, places }).toEqual({
          lines: slow.lines,
          joinedText: slow.joinedText,
          places: slow.places,
        });
        plain += plainCount;
      },
    );
    fc.assert(property, { numRuns: 100 });
    expect(plain).toBeGreaterThan(5000);
  },
  LONG,
);

test('a long run of lines that may all belong together is read once', () => {
  const log = Buffer.from(
    `${'plain\n'.repeat(70)}${Array.from({ length: 6000 }, (_, line) => `${digest(line)}\n`).join('')}end\n`,
  );
  const [fast, slow] = [recordLog(log, 65_536), recordLog(log, SLOWLY)];
  expect(fast.joinedText.text).toBe(slow.joinedText.text);
  expect(fast.joinedText.text.split('\n')[0]?.length).toBeGreaterThan(256 * 1024);
});
