import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardInPieces, guardOffline, scanLogOf } from './guarded.js';
import { logArbitrary } from './log-streams.js';

/** Of a busy machine; each takes seconds of a quiet one. */
const LONG = 240_000;
const cutsArbitrary = fc.array(fc.nat(), { maxLength: 12 });

test(
  'for random logs and cuts without pauses, what is told and masked is what a scan of the whole log finds',
  () => {
    let found = 0;
    const property = fc.property(logArbitrary, cutsArbitrary, (text, cuts) => {
      const { output, discoveries } = guardOffline(text);
      const guarded = guardInPieces(text, cuts);
      expect(guarded.discoveries).toEqual(discoveries);
      expect(guarded.output.toString('latin1')).toBe(output.toString('latin1'));
      expect(guarded.shownInPart).toBe(0);
      found += discoveries.length;
    });
    fc.assert(property, { numRuns: 80 });
    expect(found).toBeGreaterThan(300);
  },
  LONG,
);

test(
  'of what was told nothing is left in what came out',
  () => {
    const property = fc.property(logArbitrary, cutsArbitrary, (text, cuts) => {
      const { output, discoveries } = guardInPieces(text, cuts);
      const told = new Set(
        discoveries.filter((one) => one.allowedBy === undefined).map(({ fingerprint }) => fingerprint),
      );
      expect(scanLogOf(output).filter(({ fingerprint }) => told.has(fingerprint))).toEqual([]);
    });
    fc.assert(property, { numRuns: 40 });
  },
  LONG,
);

test(
  'with pauses anywhere, what is told stays the same',
  () => {
    const pauses = fc.array(fc.constantFrom('none' as const, 'short' as const, 'long' as const), {
      minLength: 1,
      maxLength: 6,
    });
    let [found, shown] = [0, 0];
    const property = fc.property(logArbitrary, cutsArbitrary, pauses, (text, cuts, kinds) => {
      const discoveries = scanLogOf(text);
      const guarded = guardInPieces(text, cuts, kinds);
      expect(guarded.discoveries).toEqual(discoveries);
      found += discoveries.length;
      shown += guarded.shownInPart;
    });
    fc.assert(property, { numRuns: 60 });
    expect(shown).toBeLessThan(found / 10);
  },
  LONG,
);
