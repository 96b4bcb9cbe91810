import { Kind } from './character-kind.js';

/** Case-folded alphabet of the trigrams: 26 letters, digit, `_`, `-`, `.`, `/`, white space, `:`, other, edge. */
export const FOLDED = 35;
const FOLDED_DIGIT = 26;
const FOLDED_SIGNS = '_-./ :';
const FOLDED_OTHER = 33;
export const FOLDED_EDGE = 34;

/** Case-kept alphabet of the bigrams: 52 letters, 10 digits, `_`, `-`, `.`, `/`, `$`, `:`, other, edge. */
export const KEPT = 70;
const KEPT_DIGIT = 52;
const KEPT_SIGNS = '_-./$:';
const KEPT_OTHER = 68;
export const KEPT_EDGE = 69;

/** What each code below 256 is, in the three ways the features look at it. */
export interface CodeTables {
  readonly kinds: Uint8Array;
  readonly folded: Uint8Array;
  readonly kept: Uint8Array;
}

/** Small enough to be made at the first value. */
export function createCodeTables(): CodeTables {
  const kinds = new Uint8Array(256).fill(Kind.symbol).fill(Kind.lower, 128);
  const folded = new Uint8Array(256).fill(FOLDED_OTHER);
  const kept = new Uint8Array(256).fill(KEPT_OTHER);
  for (let letter = 0; letter < 26; letter++) {
    kinds[0x61 + letter] = Kind.lower;
    kinds[0x41 + letter] = Kind.upper;
    folded[0x61 + letter] = folded[0x41 + letter] = letter;
    kept[0x61 + letter] = letter;
    kept[0x41 + letter] = 26 + letter;
  }
  for (let digit = 0; digit < 10; digit++) {
    kinds[0x30 + digit] = Kind.digit;
    folded[0x30 + digit] = FOLDED_DIGIT;
    kept[0x30 + digit] = KEPT_DIGIT + digit;
  }
  for (let i = 0; i < FOLDED_SIGNS.length; i++) folded[FOLDED_SIGNS.charCodeAt(i)] = FOLDED_DIGIT + 1 + i;
  for (const white of '\t\n\r') folded[white.charCodeAt(0)] = FOLDED_DIGIT + 1 + FOLDED_SIGNS.indexOf(' ');
  for (let i = 0; i < KEPT_SIGNS.length; i++) kept[KEPT_SIGNS.charCodeAt(i)] = KEPT_DIGIT + 10 + i;
  return { kinds, folded, kept };
}
