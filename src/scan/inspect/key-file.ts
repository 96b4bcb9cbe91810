import type { SimdSearch } from '../../core/literals/simd-search.js';
import type { Detector } from '../detect/detector.js';
import type { Match } from '../detect/match.js';
import { oneMatchPerValue } from '../detect/one-value.js';

/** DER and BER sequences, Java's two key stores. */
const MAGICS = ['3082', '3080', 'feedfeed', 'cececece'].map((magic) => Buffer.from(magic, 'hex'));

/**
 * Keys in a binary file: one that begins like a key or a key store is looked at as the base64 that it would be in a text,
 * so that the same rules tell what it is. Offsets of its matches mean nothing.
 *
 * @param head the first bytes of the file, which lie in the search's own text
 */
export function keyFileMatches(search: SimdSearch, detector: Detector, head: Buffer, path: string): Match[] {
  if (!MAGICS.some((magic) => head.subarray(0, magic.length).equals(magic))) return [];
  const room = search.scratch;
  const length = room.write(head.toString('base64'), 'latin1');
  const request = { bytes: room, ownFrom: 0, ownTo: length, length, path };
  return oneMatchPerValue(detector.detect(request, search.search(room, 0, length)))
    .filter(({ start }) => start === 0)
    .map((match) => ({
      ...match,
      reasons: [...match.reasons, 'the file itself is one'],
      decoded: { value: Buffer.from(room.subarray(match.start, match.end)), from: [] },
    }));
}
