import { KeepmumError } from '../core/keepmum-error.js';
import { withoutWhiteSpace } from './white-space.js';

/** Fewer characters than this stand in every log. */
const MIN_SECRET_CHARACTERS = 4;

/** Settings, not secrets: masking one would blank a log and say nothing. */
const WORDS = new Set(
  `true false null none undefined default yes enabled disabled test tests prod production staging development local
  localhost main master latest release debug info warning error admin root user users http https token password secret
  string number build deploy public private 0.0.0.0 127.0.0.1`.split(/\s+/),
);

/** Why a value would blank a log rather than keep a secret, or undefined if it can be masked. */
export function unmaskableReason(secret: Uint8Array): string | undefined {
  const value = withoutWhiteSpace(secret);
  if (value.length === 0) return 'it is empty';
  const text = Buffer.from(value).toString();
  const characters = Array.from(text);
  if (characters.length < MIN_SECRET_CHARACTERS)
    return `it has ${characters.length} ${characters.length === 1 ? 'character' : 'characters'}`;
  if (new Set(characters).size === 1) return 'it repeats one character';
  return WORDS.has(text.toLowerCase()) ? 'it is a word that stands in every log' : undefined;
}

/**
 * The error for a secret that cannot be masked; it says which one, never what.
 * @param position counts from 1.
 */
export function unmaskableError(position: number, reason: string): KeepmumError {
  return new KeepmumError(
    'REFUSED',
    `cannot mask secret ${position}: ${reason}, expected at least ${MIN_SECRET_CHARACTERS} different characters that no log is full of`,
    {
      hints: [
        'use a longer secret, or take this value out of the list',
        'mask it all the same with short secrets allowed, and read the log with care',
      ],
    },
  );
}
