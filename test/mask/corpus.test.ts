import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { maskInPieces } from './mask-in-pieces.js';
import { referenceMask } from './reference-mask.js';

interface Case {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly text: string;
  readonly out: string;
}

const cases: Case[] = JSON.parse(readFileSync(new URL('./corpus.json', import.meta.url), 'utf8'));

test('the corpus is there', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

describe('every case, cut at every place', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { secrets, text, out }) => {
    // Commands add secrets while they run, so each way of cutting needs an index of its own.
    const hasCommand = /add-mask|##vso/.test(text);
    const fresh = () => {
      const index = new SecretIndex();
      for (const secret of secrets) index.add(secret);
      return index;
    };
    const index = fresh();
    const bytes = Buffer.from(text);
    const mask = (cuts: readonly number[]) => maskInPieces(hasCommand ? fresh() : index, bytes, cuts).toString();
    expect(mask([])).toBe(out);
    for (let cut = 1; cut < bytes.length; cut++) expect(mask([cut])).toBe(out);
    expect(mask(Array.from(bytes, (__, at) => at))).toBe(out);
    if (hasCommand) return;
    const maskText = Buffer.from(index.maskText()).toString();
    expect(
      referenceMask(
        secrets.map((secret) => Buffer.from(secret)),
        bytes,
        maskText,
      ).toString(),
    ).toBe(out);
  });
});
