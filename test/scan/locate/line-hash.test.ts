import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineHasher } from '../../../src/scan/locate/line-hash.js';

function hashesOf(text: string, cuts: readonly number[] = []): string[] {
  const hasher = new LineHasher(new Set(Array.from({ length: text.length + 2 }, (_, line) => line + 1)));
  const borders = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  for (const [index, border] of borders.entries()) hasher.write(text.slice(border, borders[index + 1] ?? border));
  return [...hasher.end().values()];
}

/** The definition, slowly: each line's first 100 characters from its start on, as one big number. */
function hashesByDefinition(text: string): string[] {
  const units = [...text.replaceAll(/\r\n?/g, '\n').replaceAll(/[ \t]/g, '')].join('');
  const starts = [0];
  for (let at = 0; at < units.length; at++) if (units[at] === '\n') starts.push(at + 1);
  const padded = [
    ...Array.from({ length: units.length }, (_, at) => units.charCodeAt(at)),
    65_535,
    ...Array(100).fill(0),
  ];
  const seen = new Map<bigint, number>();
  return starts.map((start) => {
    let value = 0n;
    for (const unit of padded.slice(start, start + 100)) value = (value * 37n + BigInt(unit)) & 0xffff_ffff_ffff_ffffn;
    seen.set(value, (seen.get(value) ?? 0) + 1);
    return `${value.toString(16)}:${seen.get(value)}`;
  });
}

const GREETING_HASHES = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];

// The expected values are those that code scanning's own implementation publishes with its tests.
describe('published vectors', () => {
  it('an empty file is one line', () => {
    expect(hashesOf('')).toEqual(['c129715d7a2bc9a3:1']);
  });

  it('short lines, indented and not', () => {
    expect(hashesOf(' a\nb\n  \t\tc\n d')).toEqual([
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ]);
  });

  it.each([
    ['line feeds', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n'],
    ['carriage returns', ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r'],
    ['both', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n'],
    ['mixed', ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n'],
  ])('line ends do not matter: %s', (_name, text) => {
    expect(hashesOf(text)).toEqual(GREETING_HASHES);
  });

  it('counts equal lines', () => {
    expect(hashesOf('Lorem ipsum dolor sit amet.\n'.repeat(10))).toEqual([
      'a7f2ff13bc495cf2:1',
      'a7f2ff13bc495cf2:2',
      'a7f2ff13bc495cf2:3',
      'a7f2ff13bc495cf2:4',
      'a7f2ff13bc495cf2:5',
      'a7f2ff13bc495cf2:6',
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ]);
  });
});

describe('LineHasher', () => {
  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(' ', '\t', '\r', '\n', '\r\n', 'a', 'key = ', '\0', '\uffff', '😀', '\ufeff'),
        fc.string({ unit: 'binary' }),
      ),
      {
        maxLength: 120,
      },
    )
    .map((pieces) => pieces.join(''));

  it('equals the definition, wherever the text is cut', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 4 }), (text, cuts) => {
        expect(hashesOf(text, cuts)).toEqual(hashesByDefinition(text));
      }),
    );
  });

  it('answers for the wanted lines only, and counts the others all the same', () => {
    const hasher = new LineHasher(new Set([3, 99]));
    hasher.write('same\nsame\nsame\n'.padEnd(300, 'same\n'));
    const hashes = hasher.end();
    expect([...hashes.keys()]).toEqual([3]);
    expect(hashes.get(3)).toMatch(/^[0-9a-f]{1,16}:3$/);
  });
});
