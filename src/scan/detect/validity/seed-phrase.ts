import { createHash } from 'node:crypto';
import { byChecksum } from './by-checksum.js';
import { bip39Words } from './codec/bip39-words.js';
import { unsound, type ValidityCheck } from './validity-result.js';

const BITS_A_WORD = 11;
/** A phrase of three words carries one bit of checksum and 32 of entropy. */
const WORDS_A_CHECK_BIT = 3;
const ENTROPY_BYTES_A_CHECK_BIT = 4;

let values: ReadonlyMap<string, number> | undefined;

/** Wallet seed phrases (BIP-39): every word is of the list, and the last bits are the first of the entropy's SHA-256. */
export const checkSeedPhrase: ValidityCheck = (secret) => {
  values ??= new Map(bip39Words().map((word, index) => [word, index]));
  const words = secret.toLowerCase().match(/[a-z]+/g) ?? [];
  let bits = '';
  for (const word of words) {
    const value = values.get(word);
    if (value === undefined) return unsound('it holds a word that is in no seed phrase');
    bits += value.toString(2).padStart(BITS_A_WORD, '0');
  }
  const checkBits = words.length / WORDS_A_CHECK_BIT;
  const entropy = Buffer.alloc(checkBits * ENTROPY_BYTES_A_CHECK_BIT);
  for (let at = 0; at < entropy.length; at++) entropy[at] = Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2);
  const digest = createHash('sha256').update(entropy).digest()[0] ?? 0;
  return byChecksum(bits.slice(entropy.length * 8) === digest.toString(2).padStart(8, '0').slice(0, checkBits));
};
