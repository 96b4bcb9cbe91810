import { createHash } from 'node:crypto';
import { BASE58, fromRadix, toRadix } from './radix.js';

/** Leading `1`s stand for leading zero bytes. @returns undefined for a character that is not base58 */
export function decodeBase58(text: string): Uint8Array | undefined {
  const value = fromRadix(text, BASE58);
  if (value === undefined) return undefined;
  const zeros = text.length - text.replace(/^1+/, '').length;
  const hex = value === 0n ? '' : value.toString(16);
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')]);
}

/** Appends the first four bytes of SHA-256 twice, and writes all in base58. */
export function encodeBase58Check(bytes: Uint8Array): string {
  const all = Buffer.concat([bytes, base58Check(bytes)]);
  const zeros = all.findIndex((byte) => byte !== 0);
  return '1'.repeat(Math.max(0, zeros)) + toRadix(BigInt(`0x${all.toString('hex')}`), BASE58, 0);
}

export function base58Check(bytes: Uint8Array): Uint8Array {
  return sha256(sha256(bytes)).subarray(0, 4);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
