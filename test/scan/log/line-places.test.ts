import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinePlaces } from '../../../src/scan/log/line-places.js';
import type { LogPlace } from '../../../src/scan/log/log-place.js';

const place: fc.Arbitrary<LogPlace> = fc.record(
  {
    line: fc.integer({ min: 1, max: 6 }),
    column: fc.integer({ min: 0, max: 1 }),
    step: fc.constantFrom('one', 'two'),
    stepLine: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['line', 'column'] },
);
/** Mostly lines in order, as in a log, with jumps between. */
const runs = fc.array(fc.record({ first: place, count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 12 });

test('every line is where it was put', () => {
  fc.assert(
    fc.property(runs, (parts) => {
      const all = parts.flatMap(({ first, count }) =>
        Array.from({ length: count }, (_, ahead) => ({
          ...first,
          line: first.line + ahead,
          ...(first.stepLine !== undefined && { stepLine: first.stepLine + ahead }),
        })),
      );
      const places = new LinePlaces();
      for (const one of all) places.add(one);
      expect(all.map((_, index) => places.at(index + 1))).toEqual(all);
    }),
    { numRuns: 500 },
  );
});
