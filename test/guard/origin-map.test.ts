import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OriginMap } from '../../src/guard/origin-map.js';
import { unescaped } from '../../src/scan/log/strip/json-string.js';
import { joinedTexts, TracedText } from '../../src/scan/log/traced-text.js';

/** Runs with gaps between them, in the stream ascending or not. */
const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(3)), { minLength: 1, maxLength: 60 });

describe('where the bytes of a text come from', () => {
  it('is what was said of each, however much was forgotten or taken back', () => {
    const property = fc.property(runs, fc.nat(200), fc.nat(200), (parts, forgotten, rewound) => {
      const map = new OriginMap();
      const origins: number[] = [];
      let at = 0;
      for (const [length, gap] of parts) {
        map.addRun(length, at);
        for (let ahead = 0; ahead < length; ahead++) origins.push(at + ahead);
        at += length + gap;
      }
      const length = Math.max(1, origins.length - rewound);
      map.rewind(length);
      const from = Math.min(forgotten, length - 1);
      map.forgetBefore(from);
      for (let offset = from; offset < length; offset++) expect(map.originOf(offset)).toBe(origins[offset]);
      expect(map.originOf(length)).toBe(Number.POSITIVE_INFINITY);
      expect(map.firstOrigin(from)).toBe(origins[from]);
      const covered = map
        .spansOf({ start: from, end: length })
        .flatMap(({ start, end }) => Array.from({ length: end - start }, (_, ahead) => start + ahead));
      expect(covered).toEqual(origins.slice(from, length));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('has room for a part of every line', () => {
    const map = new OriginMap();
    for (let line = 0; line < 50_000; line++) map.addRun(10, line * 40);
    expect(map.originOf(499_995)).toBe(49_999 * 40 + 5);
    map.forgetBefore(400_000);
    expect(map.spansOf({ start: 400_005, end: 400_012 })).toEqual([
      { start: 40_000 * 40 + 5, end: 40_000 * 40 + 10 },
      { start: 40_001 * 40, end: 40_001 * 40 + 2 },
    ]);
  });

  it('the first of several may come last', () => {
    const map = new OriginMap();
    map.addRun(5, 100);
    map.addRun(5, 20);
    map.addRun(5, 60);
    expect(map.firstOrigin(2)).toBe(20);
    expect(map.firstOrigin(12)).toBe(62);
  });

  it('what a reader took out is not hidden, an escape is hidden whole', () => {
    const coloured = new TracedText('ab\x1b[0mcd', 50).without(/\x1b\[0m/g);
    const escaped = unescaped(new TracedText('a\\u0062c\\n', 10));
    const map = new OriginMap();
    map.addText(coloured);
    map.addText(escaped);
    expect(map.spansOf({ start: 1, end: 3 })).toEqual([
      { start: 51, end: 52 },
      { start: 56, end: 57 },
    ]);
    expect(map.spansOf({ start: 4, end: 6 })).toEqual([{ start: 10, end: 17 }]);
    expect(map.spansOf({ start: 6, end: 7 })).toEqual([{ start: 17, end: 18 }]);
  });

  it('words of a list are hidden with what stands between them', () => {
    const map = new OriginMap();
    map.addText(joinedTexts([new TracedText('key', 3), new TracedText('value', 9)], ' ', 'ours'));
    expect(map.spansOf({ start: 1, end: 6 })).toEqual([{ start: 4, end: 11 }]);
  });
});
