import { createHash, generateKeyPairSync } from 'node:crypto';

/** Every character that some writer of quoted text treats in its own way, and none that hides in another. */
export const AWKWARD = `pA5$w0rd "d'q\\n` + '`b {x} <&> ~/+=%41!*(é€😀)[#],;:@|^?-z9';

/** A token as services issue them, made from a fixed seed. */
export const TOKEN = createHash('sha256').update('keepmum masks this').digest('base64url').slice(0, 36);

/** Two lines, a tab and a carriage return. */
export const TWO_LINES = 'first-line-of-it\n\tsecond: line & "more"\r\nthird_line_0123';

/** A new private key in PEM, 28 lines. */
export function privateKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
