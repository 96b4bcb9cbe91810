import { expect } from 'vitest';
import { listForms } from '../../src/mask/forms/list-forms.js';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { maskInPieces } from './mask-in-pieces.js';
import type { World } from './random-world.js';
import { referenceMask } from './reference-mask.js';

/** Holds the masker against the reference for each list of cuts, and looks for survivors. Returns the number of cuts made. */
export function checkWorld({ secrets, text }: World, tries: readonly (readonly number[])[]): number {
  const index = new SecretIndex({ shortSecrets: 'mask' });
  for (const secret of secrets) index.add(secret);
  const maskText = Buffer.from(index.maskText()).toString();
  const expected = referenceMask(secrets, text, maskText).toString('latin1');
  const everyByte = Array.from({ length: text.length }, (_, at) => at);
  let cuts = 0;
  for (const wanted of [[], everyByte, ...tries]) {
    const places = wanted.map((cut) => cut % (text.length + 1));
    expect(maskInPieces(index, text, places).toString('latin1')).toBe(expected);
    cuts += places.length;
  }
  const survivors = secrets
    .flatMap((secret) => listForms(secret))
    .filter((form) => expected.includes(Buffer.from(form.bytes).toString('latin1')));
  expect(survivors).toEqual([]);
  return cuts;
}
