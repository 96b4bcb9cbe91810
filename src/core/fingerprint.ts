import { createHmac } from 'node:crypto';

/** The key when no baseline brings its own salt; see docs/adr/0003-fingerprint.md for what that means. */
export const PUBLIC_SALT: Uint8Array = Buffer.from('keepmum/fingerprint/v1');

/**
 * Names a secret without holding it: HMAC-SHA-256 of rule family and value, the first 16 bytes in hex. Where the secret
 * stands plays no part, so it survives moves, rebases and squashes.
 */
export function fingerprintOf(family: string, secret: Uint8Array, salt: Uint8Array): string {
  return createHmac('sha256', salt).update(family).update('\0').update(secret).digest('hex').slice(0, 32);
}
