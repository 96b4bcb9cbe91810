import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeAzure, escapeGitHub, unescapeAzure, unescapeGitHub } from '../../../src/mask/commands/escape-data.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { maskInPieces } from '../mask-in-pieces.js';
import { referenceMask } from '../reference-mask.js';

const awkward = fc.string({ unit: fc.constantFrom('%', '2', '5', 'A', '0', 'D', 'Z', 'P', '\n', '\r', ';', ']', 'é') });

describe('escapes', () => {
  test('write any text in one line, and reading gives it back', () => {
    const property = fc.property(awkward, (text) => {
      expect(escapeGitHub(text) + escapeAzure(text)).not.toMatch(/[\r\n]/);
      expect(unescapeGitHub(escapeGitHub(text))).toBe(text);
      expect(unescapeAzure(escapeAzure(text))).toBe(text);
    });
    fc.assert(property);
  });

  test('by the rules of the hosts', () => {
    expect(escapeGitHub('50%\r\nx')).toBe('50%25%0D%0Ax');
    expect(escapeAzure('50%\r\nx')).toBe('50%AZP25%0D%0Ax');
    expect(unescapeGitHub('%250A %0a %0D%3B')).toBe('%0A \n \r%3B');
    expect(unescapeAzure('%AZP250A %0a%25')).toBe('%0A \n%25');
  });
});

/** Line by line: what a command adds counts from the next line on, and nothing that was there before it is touched. */
function referenceWithCommands(secrets: readonly Buffer[], text: string): string {
  const known = [...secrets];
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/(?<=^[ \t]*)(?:::add-mask::)([^\r\n]*)/gm)) {
    const value = match.index + '::add-mask::'.length;
    // The command ends what was before it: a beginning there is no longer one.
    parts.push(
      referenceMask(known, Buffer.from(`${text.slice(from, value)}\x00`), '***')
        .toString()
        .slice(0, -1),
    );
    // A mask that ends where the value begins is the same mask.
    if (match[1] !== '' && parts.at(-1)?.endsWith('***') === false) parts.push('***');
    if (match[1] !== '') known.push(Buffer.from(unescapeGitHub(match[1] ?? '')));
    from = match.index + match[0].length;
  }
  parts.push(referenceMask(known, Buffer.from(text.slice(from)), '***').toString());
  return parts.join('');
}

test('for random texts with commands the output is the reference, however it is cut', () => {
  const word = fc.constantFrom(
    'river-1',
    'river-12',
    'ver-123',
    'mask',
    'add-mask',
    '%25%0Aline-two',
    'stone-8',
    'one-8riv',
  );
  const piece = fc.oneof(
    word,
    fc.constantFrom(' ', '\n', '\r\n', '\n::add-mask::', '::add-mask::', '\n  ::add-mask::', 'x'),
  );
  const property = fc.property(
    fc.array(piece, { maxLength: 24 }),
    fc.array(fc.nat(), { maxLength: 6 }),
    (pieces, cuts) => {
      const text = pieces.join('');
      const mask = (places: readonly number[]) => {
        const index = new SecretIndex({ shortSecrets: 'mask' });
        index.add('river-1');
        index.add('add-mas7');
        return maskInPieces(index, Buffer.from(text), places).toString();
      };
      const whole = mask([]);
      expect(mask(cuts.map((cut) => cut % (text.length + 1)))).toBe(whole);
      expect(mask(Array.from({ length: text.length }, (_, at) => at))).toBe(whole);
      expect(whole).toBe(referenceWithCommands([Buffer.from('river-1'), Buffer.from('add-mas7')], text));
    },
  );
  fc.assert(property, { numRuns: 200 });
});

test('a value without an end is hidden for as long as it lasts, in bounded memory', () => {
  const index = new SecretIndex();
  const text = Buffer.from(`::add-mask::${'abcdefg'.repeat(30_000)}\nafter\n`);
  expect(maskInPieces(index, text, [100, 70_000, 150_000]).toString()).toBe('::add-mask::***\nafter\n');
});

test('a value that cannot be masked later is hidden all the same, and said', () => {
  const warnings: string[] = [];
  const index = new SecretIndex({ onWarning: (message) => warnings.push(message) });
  expect(maskInPieces(index, Buffer.from('::add-mask::true\nit is true\n'), []).toString()).toBe(
    '::add-mask::***\nit is true\n',
  );
  expect(warnings).toEqual([expect.stringContaining('a word that stands in every log')]);
});

test('a line full of beginnings of commands passes as it is, and a real one behind them counts', () => {
  const hostile = '##vso[task.setvariable variable=a; issecret = tru;'.repeat(40);
  const text = Buffer.from(`${hostile}\n##vso[task.setvariable variable=b;issecret=true]river-77\nriver-77\n`);
  for (const cuts of [[], [60, 700, 2100]]) {
    const masked = maskInPieces(new SecretIndex(), text, cuts).toString();
    expect(masked).toBe(`${hostile}\n##vso[task.setvariable variable=b;issecret=true]***\n***\n`);
  }
});
