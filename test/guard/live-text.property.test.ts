import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniffEncoding } from '../../src/scan/inspect/text-encoding.js';
import { makeRoll, mutate, ruleExamples } from '../scan/mutated-texts.js';
import { guardInPieces, guardOffline } from './guarded.js';
import { textArbitrary } from './random-log.js';

const examples = ruleExamples();
/** Of a busy machine; each takes two seconds of a quiet one. */
const LONG = 120_000;
const cutsArbitrary = fc.array(fc.nat(), { maxLength: 12 });

test(
  'for random streams and cuts without pauses, what is told and masked is what a scan of the whole finds',
  () => {
    let found = 0;
    const property = fc.property(textArbitrary, cutsArbitrary, (text, cuts) => {
      const { output, discoveries } = guardOffline(text);
      const guarded = guardInPieces(text, cuts);
      expect(guarded.discoveries).toEqual(discoveries);
      expect(guarded.output.equals(output)).toBe(true);
      expect(guarded.shownInPart).toBe(0);
      found += discoveries.length;
    });
    fc.assert(property, { numRuns: 60 });
    expect(found).toBeGreaterThan(200);
  },
  LONG,
);

test(
  'with pauses anywhere, what is told stays the same, and nothing that is told whole was shown whole',
  () => {
    let [found, shown] = [0, 0];
    const pauses = fc.array(fc.constantFrom('none' as const, 'short' as const, 'long' as const), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.property(textArbitrary, cutsArbitrary, pauses, (text, cuts, kinds) => {
      const { discoveries } = guardOffline(text);
      const guarded = guardInPieces(text, cuts, kinds);
      expect(guarded.discoveries).toEqual(discoveries);
      found += discoveries.length;
      shown += guarded.shownInPart;
    });
    fc.assert(property, { numRuns: 60 });
    expect(found).toBeGreaterThan(200);
    expect(shown).toBeLessThan(found / 10);
  },
  LONG,
);

test(
  'for mutated texts too',
  () => {
    const texts = examples.map((example) => Buffer.from(example));
    const property = fc.property(fc.nat(), cutsArbitrary, (seed, cuts) => {
      const text = mutate(texts, makeRoll(seed));
      // A stream has no encoding of its own; a file's scan would convert it first.
      fc.pre(!/^utf-(?:16|8-bom)/.test(sniffEncoding(text)));
      const { output, discoveries } = guardOffline(text);
      const guarded = guardInPieces(text, cuts);
      expect(guarded.discoveries).toEqual(discoveries);
      expect(guarded.output.toString('latin1')).toBe(output.toString('latin1'));
      expect(guardInPieces(text, cuts, ['short']).discoveries).toEqual(discoveries);
    });
    fc.assert(property, { numRuns: 150 });
  },
  LONG,
);
