import { expect } from 'vitest';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { maskInPieces } from '../mask-in-pieces.js';

/** Masks what a tool printed, cut at every single place, and holds it against what must come out. */
export function expectMasked(secrets: readonly string[], output: Uint8Array | string, expected: string | RegExp): void {
  const bytes = Buffer.from(output as string);
  const index = new SecretIndex();
  for (const secret of secrets) index.add(secret);
  const whole = maskInPieces(index, bytes, []).toString();
  if (typeof expected === 'string') expect(whole).toBe(expected);
  else expect(whole).toMatch(expected);
  const step = Math.ceil(bytes.length / 1500);
  for (let cut = 1; cut < bytes.length; cut += step) expect(maskInPieces(index, bytes, [cut]).toString()).toBe(whole);
  expect(
    maskInPieces(
      index,
      bytes,
      Array.from(bytes, (_, at) => at),
    ).toString(),
  ).toBe(whole);
}
