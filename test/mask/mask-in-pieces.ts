import { Masker } from '../../src/mask/masker.js';
import type { SecretIndex } from '../../src/mask/secret-index.js';

/** Sometimes less than what is held back, sometimes more. */
const ROOM = 6;

/**
 * What comes out of a masker that gets the text cut at these offsets. All pieces are in the same memory, one after the other, every second
 * one with room in front of it.
 */
export function maskInPieces(index: SecretIndex, text: Uint8Array, cuts: readonly number[]): Buffer {
  const masker = new Masker(index);
  const memory = Buffer.alloc(ROOM + text.length);
  const edges = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const out = edges.slice(1).flatMap((edge, i) => {
    const piece = text.subarray(edges[i], edge);
    memory.fill('-', 0, ROOM).set(piece, ROOM);
    const given = masker.write(memory.subarray(ROOM, ROOM + piece.length), i % 2 === 0 ? 0 : ROOM);
    const kept = given.map((bytes) => Uint8Array.from(bytes));
    memory.fill('-', 0, ROOM + piece.length);
    return kept;
  });
  return Buffer.concat([...out, ...masker.end()]);
}
