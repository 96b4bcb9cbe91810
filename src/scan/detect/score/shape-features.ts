import { Kind } from './character-kind.js';
import { type ValueSymbols, WINDOW } from './value-symbols.js';

/** How many numbers `writeShapeFeatures` writes. */
export const SHAPE_FEATURES = 24;

const VOWEL = 1;
const HEX = 2;
const PUNCTUATION = 4;
const SEPARATOR = 8;
const HYPHEN = 0x2d;

const traits = new Uint8Array(256);
const counts = new Uint8Array(256);
// i · log2(i), so that the entropy of a window needs no logarithm a character.
const weights = new Float64Array(WINDOW + 1);

/** Writes 24 numbers on length, mix, runs and changes of `symbols` to `out[0…23]`; shares are of the window's length. */
export function writeShapeFeatures(symbols: ValueSymbols, out: Float32Array): void {
  if (weights[2] === 0) fillTables();
  const { length, kinds } = symbols;
  out.fill(0, 0, SHAPE_FEATURES);
  if (length === 0) return;
  out[0] = length;
  writeMix(symbols, out);
  writeChanges(symbols, out);
  writeRuns(symbols, out);
  out[16] = isUuid(symbols) ? 1 : 0;
  out[18] = kinds[length - 1] === Kind.digit ? 1 : 0;
  out[19] = kinds[0] === Kind.digit ? 1 : 0;
}

function writeMix({ length, codes, kinds }: ValueSymbols, out: Float32Array): void {
  let repeated = 0;
  let distinct = 0;
  let symbolKinds = 0;
  let seen = 0;
  let upper = 0;
  let digits = 0;
  let signs = 0;
  let vowels = 0;
  let hex = 0;
  let punctuation = 0;
  let separators = 0;
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    const kind = kinds[i] as number;
    const trait = traits[code] as number;
    const count = counts[code] as number;
    counts[code] = count + 1;
    repeated += (weights[count + 1] as number) - (weights[count] as number);
    seen |= 1 << kind;
    if (count === 0) {
      distinct++;
      if (kind === Kind.symbol) symbolKinds++;
    }
    if (kind === Kind.upper) upper++;
    else if (kind === Kind.digit) digits++;
    else if (kind === Kind.symbol) signs++;
    if (trait & VOWEL) vowels++;
    if (trait & HEX) hex++;
    if (trait & PUNCTUATION) punctuation++;
    else if (trait & SEPARATOR) separators++;
  }
  for (let i = 0; i < length; i++) counts[codes[i] as number] = 0;
  out[1] = Math.log2(length) - repeated / length;
  out[5] = signs / length;
  out[6] = digits / length;
  out[7] = upper / length;
  out[8] = vowels / Math.max(1, length - digits - signs);
  out[9] = (seen & 1) + ((seen >> 1) & 1) + ((seen >> 2) & 1) + (seen >> 3);
  out[13] = distinct / length;
  out[15] = hex === length ? 1 : 0;
  out[20] = symbolKinds;
  out[21] = punctuation / length;
  out[22] = separators / length;
}

function writeChanges({ length, kinds }: ValueSymbols, out: Float32Array): void {
  let any = 0;
  let letterCase = 0;
  let digit = 0;
  let camel = 0;
  for (let i = 1; i < length; i++) {
    const before = kinds[i - 1] as number;
    const kind = kinds[i] as number;
    if (before === kind) continue;
    any++;
    if (before === Kind.digit || kind === Kind.digit) digit++;
    else if (before + kind === Kind.lower + Kind.upper) {
      letterCase++;
      if (kind === Kind.upper) camel++;
    }
  }
  out[2] = any / length;
  out[3] = letterCase / length;
  out[4] = digit / length;
  out[23] = camel / length;
}

function writeRuns({ length, codes, kinds }: ValueSymbols, out: Float32Array): void {
  let letters = 0;
  let digits = 0;
  let consonants = 0;
  let equal = 0;
  let steps = 0;
  let step = 0;
  let before = -9;
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    const kind = kinds[i] as number;
    const letter = kind <= Kind.upper;
    letters = letter ? letters + 1 : 0;
    digits = kind === Kind.digit ? digits + 1 : 0;
    consonants = letter && !((traits[code] as number) & VOWEL) ? consonants + 1 : 0;
    const change = code - before;
    equal = change === 0 ? equal + 1 : 1;
    if (change !== 1 && change !== -1) steps = 1;
    else steps = change === step ? steps + 1 : 2;
    step = change;
    before = code;
    if (letters > (out[10] as number)) out[10] = letters;
    if (digits > (out[11] as number)) out[11] = digits;
    if (consonants > (out[12] as number)) out[12] = consonants;
    if (equal > (out[14] as number)) out[14] = equal;
    if (steps > (out[17] as number)) out[17] = steps;
  }
}

function isUuid({ length, codes }: ValueSymbols): boolean {
  if (length !== 36) return false;
  for (let i = 0; i < length; i++) {
    const hyphen = i === 8 || i === 13 || i === 18 || i === 23;
    if (hyphen ? codes[i] !== HYPHEN : !((traits[codes[i] as number] as number) & HEX)) return false;
  }
  return true;
}

function fillTables(): void {
  for (let i = 2; i <= WINDOW; i++) weights[i] = i * Math.log2(i);
  mark('aeiouyAEIOUY', VOWEL);
  mark('0123456789abcdefABCDEF', HEX);
  mark('!@#$%^&*?~;', PUNCTUATION);
  mark('_-./', SEPARATOR);
}

function mark(characters: string, trait: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    traits[code] = (traits[code] as number) | trait;
  }
}
