import { KeepmumError } from '../core/keepmum-error.js';
import type { Pattern } from './match/pattern.js';
import { withoutWhiteSpace } from './white-space.js';

/** Tried in this order when the text is ours to choose. */
const MASK_TEXTS = ['***', '[masked]', '<hidden>', '#####', '~~~~~', '\u2588\u2588\u2588', '{{ }}'];

/**
 * What stands in a secret's place. The given text if it is safe, otherwise an error; without one, the first of ours that is.
 * Safe means that no pattern can be completed with it: what comes out holds none, whatever stands around the masks.
 * @throws KeepmumError `REFUSED`.
 */
export function chooseMaskText(given: string | undefined, patterns: readonly Pattern[]): Uint8Array {
  const safe = (given === undefined ? MASK_TEXTS : [given]).find((text) => isSafe(Buffer.from(text), patterns));
  if (safe !== undefined) return Buffer.from(safe);
  throw new KeepmumError(
    'REFUSED',
    'cannot use this mask text: a secret could be completed with it, expected a text no secret begins, ends with or contains',
    {
      hints: ['choose a mask text of characters that are in no secret, or leave it out and one is chosen'],
    },
  );
}

/** Whether no pattern can be completed with the text. */
export function isSafe(maskText: Uint8Array, patterns: readonly Pattern[]): boolean {
  const mask = Buffer.from(withoutWhiteSpace(maskText));
  if (mask.length === 0) return false;
  return !patterns.some(
    ({ bytes, secret }) => secret >= 0 && touches(mask, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
  );
}

/** Whether one contains the other, or the end of one begins the other. */
function touches(mask: Buffer, pattern: Buffer): boolean {
  if (pattern.includes(mask) || mask.includes(pattern)) return true;
  for (let length = 1; length < Math.min(mask.length, pattern.length); length++) {
    const maskBeginsPattern = mask.subarray(-length).equals(pattern.subarray(0, length));
    if (maskBeginsPattern || pattern.subarray(-length).equals(mask.subarray(0, length))) return true;
  }
  return false;
}
