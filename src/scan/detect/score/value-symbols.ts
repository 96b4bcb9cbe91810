import { type CodeTables, createCodeTables } from './alphabets.js';

/** Only this much of a value is looked at: longer random values scored lower for their length alone before the cut. */
export const WINDOW = 64;

/** A value's window, one entry a UTF-16 unit; reused from value to value so that scoring allocates nothing. */
export interface ValueSymbols {
  length: number;
  /** Below 256; characters outside Latin-1 share the upper half. */
  readonly codes: Uint8Array;
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
