import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listForms } from '../../../src/mask/forms/list-forms.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { checkWorld } from '../../mask/check-world.js';
import { maskInPieces } from '../../mask/mask-in-pieces.js';
import { worldArbitrary } from '../../mask/random-world.js';

const HOUR = 3_600_000;

test(
  'for random secrets, texts and 1 000 000 cuts the stream equals the reference and no form survives',
  () => {
    let cuts = 0;
    const tries = fc.array(fc.array(fc.nat(), { maxLength: 8 }), { minLength: 20, maxLength: 20 });
    // One seed would try the same worlds again and again.
    for (let seed = fc.readConfigureGlobal().seed ?? 0; cuts < 1_000_000; seed++) {
      const property = fc.property(worldArbitrary, tries, (world, places) => {
        cuts += checkWorld(world, places);
      });
      fc.assert(property, { numRuns: 500, seed });
    }
  },
  HOUR,
);

interface Seed {
  readonly secrets: string[];
  readonly text: string;
}

test(
  '100 000 mutated texts from the corpus leak nothing, however they are cut',
  () => {
    const all: Seed[] = JSON.parse(readFileSync(new URL('../../mask/corpus.json', import.meta.url), 'utf8'));
    // Commands would add secrets to the index, which all runs of a round share.
    const seeds = all.filter(({ text }) => !/add-mask|##/.test(text));
    expect(seeds.length).toBeGreaterThan(200);
    let runs = 0;
    for (let round = 0; runs < 100_000; round++) {
      const chosen = [0, 1, 2].map((step) => seeds[(round * 7 + step * 31) % seeds.length] as Seed);
      const secrets = [...new Set(chosen.flatMap((seed) => seed.secrets))];
      const index = new SecretIndex();
      for (const secret of secrets) index.add(secret);
      const forms = secrets
        .flatMap((secret) => listForms(Buffer.from(secret)))
        .map((form) => Buffer.from(form.bytes).toString('latin1'));
      for (let run = 0; run < 100; run++, runs++) {
        const text = mutate(chosen.map((seed) => seed.text).join(''), runs);
        const bytes = Buffer.from(text);
        const whole = maskInPieces(index, bytes, []).toString('latin1');
        const cuts = [1, 2, 3].map((step) => (runs * 7919 * step) % (bytes.length + 1));
        expect(maskInPieces(index, bytes, cuts).toString('latin1')).toBe(whole);
        expect(forms.filter((form) => whole.includes(form))).toEqual([]);
      }
    }
  },
  HOUR,
);

/** A few pieces of the text moved, doubled, dropped or spoilt, the same for the same number. */
function mutate(text: string, number: number): string {
  let state = number + 1;
  const random = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return limit === 0 ? 0 : (state >>> 4) % limit;
  };
  let mutated = text;
  for (let change = 0; change <= random(6); change++) {
    const at = random(mutated.length);
    const piece = mutated.slice(at, at + 1 + random(12));
    const kind = random(5);
    if (kind === 0) mutated = mutated.slice(0, at) + mutated.slice(at + piece.length);
    else if (kind === 1) mutated = mutated.slice(0, at) + piece + mutated.slice(at);
    else if (kind === 2) mutated = mutated.slice(0, at) + [' ', '\n', '\r\n', '*', '='][random(5)] + mutated.slice(at);
    else if (kind === 3) mutated = mutated.slice(0, random(mutated.length)) + piece + mutated.slice(at);
    else mutated = mutated.slice(at) + mutated.slice(0, at);
  }
  return mutated;
}
