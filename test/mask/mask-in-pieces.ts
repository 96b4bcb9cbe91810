import { Masker } from '../../src/mask/masker.js';
import type { SecretIndex } from '../../src/mask/secret-index.js';

/** What comes out of a masker that gets the text cut at these offsets. */
export function maskInPieces(index: SecretIndex, text: Uint8Array, cuts: readonly number[]): Buffer {
  const masker = new Masker(index);
  const edges = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const out = edges.slice(1).flatMap((edge, i) => masker.write(Uint8Array.from(text.subarray(edges[i], edge))));
  return Buffer.concat([...out, ...masker.end()]);
}
