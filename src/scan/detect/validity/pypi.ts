import { sound, unsound, type ValidityCheck } from './validity-result.js';

const SECTION_END = 0;
const LOCATION = 1;
const SIGNATURE = 6;
const SIGNATURE_BYTES = 32;

interface Field {
  readonly type: number;
  readonly bytes: Buffer;
}

/** PyPI tokens are version 2 macaroons: the place they are for first, a signature of 32 bytes last. */
export const checkPypi: ValidityCheck = (secret) => {
  const fields = readMacaroon(Buffer.from(secret.replace(/^pypi-/, ''), 'base64url'));
  const [first] = fields;
  const last = fields.at(-1);
  if (first?.type !== LOCATION || last?.type !== SIGNATURE || last.bytes.length !== SIGNATURE_BYTES) {
    return unsound('it does not decode as a macaroon, so it was edited or made up');
  }
  const place = first.bytes.toString('latin1');
  return sound(`decodes as a macaroon${/^[a-z.]{1,40}$/.test(place) ? ` for ${place}` : ''}`);
};

/** @returns no fields at all when the bytes do not add up */
function readMacaroon(bytes: Buffer): readonly Field[] {
  if (bytes[0] !== 2) return [];
  const fields: Field[] = [];
  for (let at = 1; at < bytes.length; ) {
    const type = bytes[at++] ?? 0;
    if (type === SECTION_END) continue;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const part = bytes[at++];
      if (part === undefined || shift > 21) return [];
      length |= (part & 127) << shift;
      if (part < 128) break;
    }
    if (at + length > bytes.length) return [];
    fields.push({ type, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}
