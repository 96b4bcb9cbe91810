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
  const inParts = indexInParts(secrets);
  const maskText = Buffer.from(index.maskText()).toString();
  const expected = referenceMask(secrets, text, maskText).toString('latin1');
  const everyByte = Array.from({ length: text.length }, (_, at) => at);
  let cuts = 0;
  for (const [round, wanted] of [[], [], everyByte, everyByte, ...tries].entries()) {
    const places = wanted.map((cut) => cut % (text.length + 1));
    expect(maskInPieces(round % 2 === 0 ? index : inParts, text, places).toString('latin1')).toBe(expected);
    cuts += places.length;
  }
  const survivors = secrets
    .flatMap((secret) => listForms(secret))
    .filter((form) => expected.includes(Buffer.from(form.bytes).toString('latin1')));
  expect(survivors).toEqual([]);
  return cuts;
}

/** The same secrets, but made ready one by one: the one with most forms first, so that the others stay parts of their own. */
export function indexInParts(secrets: readonly Uint8Array[]): SecretIndex {
  const index = new SecretIndex({ shortSecrets: 'mask' });
  for (const secret of [...secrets].sort((a, b) => listForms(b).length - listForms(a).length)) {
    index.add(secret);
    index.compiled();
  }
  return index;
}
