import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandidateFilter } from '../../../src/mask/match/candidate-filter.js';
import { PartsFilter } from '../../../src/mask/match/parts-filter.js';
import type { Pattern } from '../../../src/mask/match/pattern.js';
import { PatternParts } from '../../../src/mask/match/pattern-parts.js';
import { Tracker } from '../../../src/mask/match/tracker.js';
import { TrackerSet } from '../../../src/mask/match/tracker-set.js';

const pattern = (text: string, secret = 0): Pattern => ({ secret, form: 'plain', bytes: Buffer.from(text), gaps: [] });
const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => pattern(`${name}-${at}-secret`, at));

describe('parts', () => {
  it('stay while they are much larger than what is added, and are made anew otherwise', () => {
    const large = new PatternParts().with(many(10, 'first'));
    expect(large.track()).toBeInstanceOf(Tracker);
    const more = large.with(many(3, 'second'));
    expect(more.track()).toBeInstanceOf(TrackerSet);
    expect(more.patterns).toHaveLength(13);
    // Three and three are one part of six, which is more than half of ten.
    expect(more.with(many(3, 'third')).track()).toBeInstanceOf(Tracker);
    expect(more.patterns).toHaveLength(13);
  });

  it('know all patterns in the order in which they came', () => {
    const parts = new PatternParts().with(many(9, 'a')).with(many(2, 'b')).with(many(2, 'c'));
    expect(parts.patterns.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
      [...many(9, 'a'), ...many(2, 'b'), ...many(2, 'c')].map(({ bytes }) => Buffer.from(bytes).toString()),
    );
  });

  it('of nothing find nothing', () => {
    const none = new PatternParts();
    expect(none.filter).toBeUndefined();
    expect(none.mayPrecede(65)).toBe(false);
    expect(none.track().take(65)).toBe(false);
    expect(none.track().span).toBe(0);
    expect(none.track().cutOff()).toBeUndefined();
  });

  it('tell hits of all parts, the longest first', () => {
    const parts = new PatternParts().with([...many(8, 'other'), pattern('two', 1)]).with([pattern('one-two', 2)]);
    const tracker = parts.track();
    for (const byte of Buffer.from('zone-two')) tracker.take(byte);
    expect(tracker.hits().map((hit) => [hit.pattern.secret, hit.span])).toEqual([
      [2, 7],
      [1, 3],
    ]);
    tracker.dropEnded();
    // The last letter begins two of them.
    expect([tracker.depth, tracker.span]).toEqual([1, 1]);
    tracker.restart();
    for (const byte of Buffer.from('one-t')) tracker.take(byte);
    expect([tracker.depth, tracker.span]).toEqual([5, 5]);
    expect(tracker.cutOff()).toMatchObject({ span: 5, trailing: 0, pattern: { secret: 2 } });
    tracker.restart();
    expect(tracker.span).toBe(0);
  });
});

describe('the filter of several parts', () => {
  it('passes over no place where a pattern begins, whatever their lengths', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 10 });
    const property = fc.property(
      fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', 'y'), maxLength: 60 }),
      fc.nat(60),
      (parts, text, from) => {
        const bytes = Buffer.from(text);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const filter = new PartsFilter(parts.map((words) => new CandidateFilter(words.map((one) => pattern(one)))));
        const begins = parts
          .flat()
          .map((one) => text.indexOf(one, from))
          .filter((at) => at >= 0);
        const start = Math.min(from, bytes.length);
        const found = filter.next(view, start, bytes.length);
        const first = Math.min(bytes.length, ...begins);
        if (found >= 0) expect(found).toBeGreaterThanOrEqual(start);
        // What may begin in the last bytes is not said to be nowhere.
        if (first <= bytes.length - filter.reach) expect(found).toBeGreaterThanOrEqual(0);
        if (found >= 0) expect(found).toBeLessThanOrEqual(first);
        else expect(first).toBeGreaterThan(bytes.length - filter.reach);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
