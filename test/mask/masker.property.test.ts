import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkWorld } from './check-world.js';
import { worldArbitrary } from './random-world.js';

test('for random secrets, texts and 20 000 cuts the stream equals the reference and no form survives', () => {
  let cuts = 0;
  const property = fc.property(
    worldArbitrary,
    fc.array(fc.array(fc.nat(), { maxLength: 8 }), { minLength: 8, maxLength: 8 }),
    (world, tries) => {
      cuts += checkWorld(world, tries);
    },
  );
  fc.assert(property, { numRuns: 200 });
  expect(cuts).toBeGreaterThan(20_000);
}, 120_000);
