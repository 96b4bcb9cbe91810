import { createHash } from 'node:crypto';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { encodeBase32 } from '../../detect/validity/codec/base32.js';
import { encodeBase58Check } from '../../detect/validity/codec/base58.js';
import { encodeBech32 } from '../../detect/validity/codec/bech32.js';
import { bip39Words } from '../../detect/validity/codec/bip39-words.js';
import { crc16Xmodem } from '../../detect/validity/codec/crc.js';
import { BASE62 } from '../../detect/validity/codec/radix.js';
import type { Generator } from './generator.js';
import type { SeededRandom } from './seeded-random.js';

/** The second letter of a NATS seed, as the eight bits after its `S`. */
const NATS_KINDS: Readonly<Record<string, number>> = {
  N: 13 << 3,
  C: 2 << 3,
  O: 14 << 3,
  A: 0,
  U: 20 << 3,
  X: 23 << 3,
};
const WIF_VERSION = 0x80;
const COMPRESSED = 0x01;

/** Credentials whose parts decode to something with a shape of its own. */
export const ENCODED_GENERATORS: Readonly<Record<string, Generator>> = {
  pypi,
  /** The argument is the first two letters, `SU` for a user. */
  nats,
  age: (_argument, random) => encodeBech32('age-secret-key-', random.bytes(32)).toUpperCase(),
  'bitcoin-wif': (_argument, random) => encodeBase58Check(Buffer.from([WIF_VERSION, ...random.bytes(32), COMPRESSED])),
  /** The argument is how many words: 12, 15, 18, 21 or 24. */
  bip39: seedPhrase,
  'aws-key-id': awsKeyId,
  discord: (_argument, random) =>
    [
      Buffer.from(`1${random.text('0123456789', 17)}`).toString('base64url'),
      random.bytes(4).toString('base64url'),
      random.bytes(28).toString('base64url'),
    ].join('.'),
  nuget: (_argument, random) => {
    const guid = random.bytes(16);
    // .NET writes the first three fields in reverse, so the version stands in byte 7.
    guid[7] = ((guid[7] ?? 0) & 0x0f) | 0x40;
    guid[8] = ((guid[8] ?? 0) & 0x3f) | 0x80;
    const start = Buffer.concat([Buffer.from('v4'), random.bytes(10)]);
    return (encodeBase32(start) + encodeBase32(guid)).toLowerCase();
  },
  'jfrog-reference': (_argument, random) =>
    Buffer.from(`reftkn:01:1${random.text('0123456789', 9)}:${random.text(BASE62, 27)}`).toString('base64'),
  'atlassian-dc': (_argument, random) =>
    Buffer.concat([Buffer.from(`${random.text('123456789', 12)}:`), random.bytes(20)]).toString('base64'),
};

function pypi(_argument: string, random: SeededRandom): string {
  const field = (type: number, value: Buffer) => Buffer.concat([Buffer.from([type, value.length]), value]);
  const end = Buffer.from([0]);
  const identifier = Buffer.from(random.text('0123456789abcdef', 36));
  for (const at of [8, 13, 18, 23]) identifier[at] = '-'.charCodeAt(0);
  const parts = [field(1, Buffer.from('pypi.org')), field(2, identifier), end];
  const caveat = [field(2, Buffer.from('[2, "made-up"]')), end, end];
  const bytes = Buffer.concat([Buffer.from([2]), ...parts, ...caveat, field(6, random.bytes(32))]);
  return `pypi-${bytes.toString('base64url')}`;
}

function nats(letters: string, random: SeededRandom): string {
  const kind = NATS_KINDS[(letters || 'SU')[1] ?? ''];
  if (kind === undefined)
    throw new KeepmumError('RULES_INVALID', `cannot make up a NATS seed "${letters}": no such kind`);
  const body = Buffer.concat([Buffer.from([(18 << 3) | (kind >> 5), (kind & 31) << 3]), random.bytes(32)]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc16Xmodem(body));
  return encodeBase32(Buffer.concat([body, check]));
}

/** Six bytes of account number (12 digits), then ten characters that say nothing. */
function awsKeyId(prefix: string, random: SeededRandom): string {
  const account = BigInt(1 + random.below(9)) * 10n ** 11n + BigInt(random.below(10 ** 9));
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE((1n << 47n) | (account << 7n));
  return `${prefix || 'AKIA'}${encodeBase32(Buffer.concat([bytes.subarray(2), random.bytes(4)]))}`;
}

/** Entropy, then the first bits of its SHA-256, eleven bits a word. */
function seedPhrase(argument: string, random: SeededRandom): string {
  const count = Number(argument || '12');
  const entropy = random.bytes((count * 4) / 3);
  const check = createHash('sha256').update(entropy).digest();
  const bits = [...entropy, check[0] ?? 0].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const words = bip39Words();
  return Array.from({ length: count }, (_, at) => words[Number.parseInt(bits.slice(at * 11, at * 11 + 11), 2)]).join(
    ' ',
  );
}
