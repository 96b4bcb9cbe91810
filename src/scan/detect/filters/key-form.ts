import type { SecretWord } from './secret-word.js';

const ACCESS_KEY = /access[_ -]?key$/i;
/** Of those who call the two halves `access key` and `secret key`: S3 and what speaks like it. */
const ACCESS_KEY_ID = /^(?:[A-Z0-9]{16,24}|[0-9a-f]{16,24})$/;
const SECRET_HALF = /secret|shared|private/i;
/** SHA-1 as tools for certificates and PGP write it; keys are written in small letters or longer. */
const FINGERPRINT = /^[0-9A-F]{40}$/;
const LETTERS = /^[a-z]{16,26}$/;

/** Why a value under a key's name is no key by its form. */
export function keyFormReason(name: string, value: string, { kind }: SecretWord): string | undefined {
  if (kind !== 'private key' && kind !== 'key') return undefined;
  if (ACCESS_KEY.test(name) && !SECRET_HALF.test(name) && ACCESS_KEY_ID.test(value)) return "an access key's id";
  if (FINGERPRINT.test(value)) return 'a fingerprint';
  return LETTERS.test(value) && new Set(value).size === value.length ? 'letters of an alphabet' : undefined;
}
