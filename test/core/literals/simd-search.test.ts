import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AhoCorasickSearch } from '../../../src/core/literals/aho-corasick-search.js';
import type { Literal, LiteralHits, LiteralSearch } from '../../../src/core/literals/literal-search.js';
import { buildLiteralTables } from '../../../src/core/literals/literal-tables.js';
import { SimdSearch } from '../../../src/core/literals/simd-search.js';

const ROOM = 64 * 1024;

function literal(text: string, letterCase: Literal['letterCase'] = 'ignore'): Literal {
  return { bytes: Buffer.from(text, 'latin1'), letterCase };
}

function pairs(hits: LiteralHits): string[] {
  return Array.from({ length: hits.count }, (_, at) => `${hits.starts[at]}:${hits.literals[at]}`);
}

function both(literals: readonly Literal[]): { simd: LiteralSearch; reference: LiteralSearch } {
  return { simd: new SimdSearch(buildLiteralTables(literals), ROOM), reference: new AhoCorasickSearch(literals) };
}

/** Few letters in both cases, so that literals overlap, nest and nearly match. */
const narrowText = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '-', '\n', '\xff'), maxLength: 400 });
const narrowLiteral = fc.record({
  bytes: fc
    .string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '-'), minLength: 3, maxLength: 12 })
    .map((text) => Buffer.from(text, 'latin1')),
  letterCase: fc.constantFrom<Literal['letterCase']>('exact', 'ignore'),
});

describe('SimdSearch', () => {
  it('finds overlapping and nested literals in the order of their starts', () => {
    const { simd } = both([literal('password'), literal('pass'), literal('sword'), literal('ass')]);
    const text = Buffer.from('xPassWord');
    expect(pairs(simd.search(text, 0, text.length))).toEqual(['1:0', '1:1', '2:3', '4:2']);
  });

  it('heeds letter case only where the literal asks for it', () => {
    const { simd } = both([literal('AKIA', 'exact'), literal('akia', 'ignore')]);
    const text = Buffer.from('akia AKIA AkIa');
    expect(pairs(simd.search(text, 0, text.length))).toEqual(['0:1', '5:0', '5:1', '10:1']);
  });

  it('folds letters only: "@" is no "`" and "[" no "{"', () => {
    const { simd } = both([literal('a@[b'), literal('a`{b')]);
    const text = Buffer.from('a@[b a`{b A@[B');
    expect(pairs(simd.search(text, 0, text.length))).toEqual(['0:0', '5:1', '10:0']);
  });

  it('finds three-byte literals at the very end of the text, whatever lies behind it', () => {
    const { simd } = both([literal('://'), literal('eyJ', 'exact')]);
    simd.search(Buffer.from('eyJ://eyJ://'), 0, 12);
    const text = Buffer.from('http://');
    expect(pairs(simd.search(text, 0, text.length))).toEqual(['4:0']);
    expect(pairs(simd.search(Buffer.from('xeyJ'), 0, 4))).toEqual(['1:1']);
  });

  it('reports only what lies wholly inside the range', () => {
    const { simd } = both([literal('token')]);
    const text = Buffer.from('token token token');
    expect(pairs(simd.search(text, 1, 16))).toEqual(['6:0']);
  });

  it('does not copy a text that lies in its own memory', () => {
    const search = new SimdSearch(buildLiteralTables([literal('secret')]), ROOM);
    search.text.write('a secret', 0);
    expect(pairs(search.search(search.text, 0, 8))).toEqual(['2:0']);
    expect(search.countLineFeeds(0, 8)).toBe(0);
  });

  it('yields more hits than fit at once, in order', () => {
    const { simd } = both([literal('aaa'), literal('aaaa'), literal('aaaaa')]);
    const text = Buffer.alloc(50_000, 'a');
    const hits = simd.search(text, 0, text.length);
    expect(hits.count).toBe(3 * 50_000 - 9);
    const starts = hits.starts.subarray(0, hits.count);
    expect(starts.every((start, at) => at === 0 || start >= (starts[at - 1] ?? 0))).toBe(true);
  });

  it('refuses literals that are too short, and texts that are too long', () => {
    expect(() => buildLiteralTables([literal('ab')])).toThrow(RangeError);
    const search = new SimdSearch(buildLiteralTables([literal('abc')]), 10);
    expect(() => search.search(Buffer.alloc(11), 0, 11)).toThrow(RangeError);
  });

  it('equals the reference on random literals and texts, from any range', () => {
    fc.assert(
      fc.property(
        fc.array(narrowLiteral, { minLength: 1, maxLength: 12 }),
        narrowText,
        fc.nat(20),
        fc.nat(20),
        (literals, drawn, skip, cut) => {
          const { simd, reference } = both(literals);
          const text = Buffer.from(drawn, 'latin1');
          const from = Math.min(skip, text.length);
          const to = Math.max(from, text.length - cut);
          expect(pairs(simd.search(text, from, to))).toEqual(pairs(reference.search(text, from, to)));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('equals the reference on any bytes with any literals', () => {
    const anyLiteral = fc.record({
      bytes: fc.uint8Array({ minLength: 3, maxLength: 40 }),
      letterCase: fc.constantFrom<Literal['letterCase']>('exact', 'ignore'),
    });
    fc.assert(
      fc.property(
        fc.array(anyLiteral, { minLength: 1, maxLength: 300 }),
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.nat(299)), { maxLength: 40 }),
        (literals, pieces) => {
          const { simd, reference } = both(literals);
          const chosen = pieces.map((piece) =>
            typeof piece === 'number' ? (literals[piece % literals.length]?.bytes ?? new Uint8Array()) : piece,
          );
          const text = Buffer.concat(chosen);
          expect(pairs(simd.search(text, 0, text.length))).toEqual(pairs(reference.search(text, 0, text.length)));
        },
      ),
      { numRuns: 150 },
    );
  });
});
