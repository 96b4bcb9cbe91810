import { KeepmumError } from '../../../core/keepmum-error.js';
import { BASE36, BASE58, BASE62 } from '../../detect/validity/codec/radix.js';
import type { Generator } from './generator.js';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

const ALPHABETS: Readonly<Record<string, string>> = {
  lower: LOWER,
  upper: UPPER,
  alpha: UPPER + LOWER,
  digit: DIGITS,
  alnum: BASE62,
  hex: `${DIGITS}abcdef`,
  HEX: `${DIGITS}ABCDEF`,
  base32: `${UPPER}234567`,
  base36: BASE36,
  BASE36: DIGITS + UPPER,
  base58: BASE58,
  base62: BASE62,
  base64: `${BASE62}+/`,
  base64url: `${BASE62}-_`,
  symbol: '!#%&*+-.=?@^_~',
};

/** `{{hex:32}}`, `{{alnum:20-40}}`: that many characters of an alphabet. */
export const ALPHABET_GENERATORS: Readonly<Record<string, Generator>> = {
  ...Object.fromEntries(Object.entries(ALPHABETS).map(([name, alphabet]) => [name, fromAlphabet(alphabet)])),
  uuid: (_argument, random) => {
    const hex = random.text(`${DIGITS}abcdef`, 32);
    const variant = '89ab'[random.below(4)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  },
  'base64-of': (text) => Buffer.from(text).toString('base64'),
  'base64url-of': (text) => Buffer.from(text).toString('base64url'),
  'hex-of': (text) => Buffer.from(text).toString('hex'),
  'bytes-base64': (count, random) => random.bytes(Number(count)).toString('base64'),
  'bytes-base64url': (count, random) => random.bytes(Number(count)).toString('base64url'),
};

function fromAlphabet(alphabet: string): Generator {
  return (argument, random) => {
    const counts = /^(\d+)(?:-(\d+))?$/.exec(argument);
    if (!counts)
      throw new KeepmumError('RULES_INVALID', `cannot expand the count "${argument}", expected COUNT or MIN-MAX`);
    const min = Number(counts[1]);
    const max = Number(counts[2] ?? counts[1]);
    return random.text(alphabet, min + random.below(max - min + 1));
  };
}
