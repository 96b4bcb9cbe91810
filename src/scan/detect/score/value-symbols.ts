/** Only this much of a value is looked at: longer random values scored lower for their length alone before the cut. */
export const WINDOW = 64;

/** What a character is to the shape features. */
export const Kind = { lower: 0, upper: 1, digit: 2, symbol: 3 } as const;

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

/** A value's window, one entry a UTF-16 unit; reused from value to value so that scoring allocates nothing. */
export interface ValueSymbols {
  length: number;
  /** Below 256; characters outside Latin-1 share the upper half. */
  readonly codes: Uint8Array;
  readonly kinds: Uint8Array;
  readonly folded: Uint8Array;
  readonly kept: Uint8Array;
}

interface CodeTables {
  readonly kinds: Uint8Array;
  readonly folded: Uint8Array;
  readonly kept: Uint8Array;
}

// U+00C0 to U+017F without their accents; `*` where no plain letter is close. A password with an umlaut is still made of letters.
const UNACCENTED =
  'AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty' +
  'AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs';

let tables: CodeTables | undefined;

/** Fresh buffers for `readSymbols`. */
export function createValueSymbols(): ValueSymbols {
  return {
    length: 0,
    codes: new Uint8Array(WINDOW),
    kinds: new Uint8Array(WINDOW),
    folded: new Uint8Array(WINDOW),
    kept: new Uint8Array(WINDOW),
  };
}

/** Reads the first `WINDOW` units of `value` into `into`; any string will do, unpaired surrogates too. */
export function readSymbols(value: string, into: ValueSymbols): void {
  tables ??= createCodeTables();
  const { kinds, folded, kept } = tables;
  const length = Math.min(value.length, WINDOW);
  into.length = length;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    const code = unit < 128 ? unit : plainCode(unit);
    into.codes[i] = code;
    into.kinds[i] = kinds[code] as number;
    into.folded[i] = folded[code] as number;
    into.kept[i] = kept[code] as number;
  }
}

// Letters of other scripts stay apart from each other (six bits) but all count as lower-case letters.
function plainCode(unit: number): number {
  const plain = unit >= 0xc0 && unit < 0x180 ? UNACCENTED.charCodeAt(unit - 0xc0) : 0x2a;
  return plain === 0x2a || Number.isNaN(plain) ? 0x80 + (unit & 0x7f) : plain;
}

function createCodeTables(): CodeTables {
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
