/** Tags and layout of packets, RFC 4880, sections 4.2, 5.5.2 and 5.5.3. */
const SECRET_KEY_TAG = 5;
const VERSION_4 = 4;
/** Version, time of creation, algorithm. */
const HEAD_BYTES = 6;
/** By algorithm, how many numbers its public part has: RSA, ElGamal, DSA. */
const NUMBERS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 };
/** By algorithm on curves, how many fields with a length byte stand around its one point: ECDH, ECDSA, EdDSA. */
const CURVE_FIELDS: Readonly<Record<number, readonly ('field' | 'number')[]>> = {
  18: ['field', 'number', 'field'],
  19: ['field', 'number'],
  22: ['field', 'number'],
};

/**
 * Whether the secret key of a PGP key block is under a passphrase; undefined when its first packet is none that is known.
 *
 * @param inside of the armour: headers, an empty line, base64, a checksum
 */
export function pgpProtection(inside: string): 'clear' | 'passphrase' | undefined {
  const body = inside.replace(/^[\s\S]*?\n[ \t]*\n/, '').replace(/\n[ \t]*=[\s\S]*$/, '');
  const bytes = Buffer.from(body.replace(/\s+/g, ''), 'base64');
  const start = bodyOfSecretKey(bytes);
  if (start < 0 || bytes[start] !== VERSION_4) return undefined;
  const algorithm = bytes[start + HEAD_BYTES - 1] ?? 0;
  const parts = CURVE_FIELDS[algorithm] ?? new Array<'number'>(NUMBERS[algorithm] ?? 0).fill('number');
  if (parts.length === 0) return undefined;
  let at = start + HEAD_BYTES;
  for (const part of parts) {
    if (at + 2 > bytes.length) return undefined;
    at += part === 'field' ? 1 + (bytes[at] ?? 0) : 2 + Math.ceil(bytes.readUInt16BE(at) / 8);
  }
  const usage = bytes[at];
  return usage === undefined ? undefined : usage === 0 ? 'clear' : 'passphrase';
}

/** Where the first packet's body begins, when it is a secret key; else -1. */
function bodyOfSecretKey(bytes: Buffer): number {
  const first = bytes[0] ?? 0;
  if ((first & 0x80) === 0) return -1;
  const isNew = (first & 0x40) !== 0;
  const tag = isNew ? first & 0x3f : (first & 0x3c) >> 2;
  if (tag !== SECRET_KEY_TAG) return -1;
  const length = bytes[1] ?? 0;
  if (isNew) return length < 192 ? 2 : length < 224 ? 3 : 6;
  return 1 + 2 ** (first & 3);
}
