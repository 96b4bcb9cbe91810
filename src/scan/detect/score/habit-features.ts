import { Kind } from './character-kind.js';
import type { ValueSymbols } from './value-symbols.js';

/** How many numbers `writeHabitFeatures` writes. */
export const HABIT_FEATURES = 3;

const ROWS = ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'];
const FAR = 16;

/** Column of each key, rows `FAR` apart, so that neighbours differ by one. */
const keys = new Uint8Array(256);

/** Writes to `out[at…]`: share of neighbours that are neighbours on a keyboard's row, digits at the end, whether the last digits are a year. */
export function writeHabitFeatures({ length, codes, kinds }: ValueSymbols, out: Float32Array, at: number): void {
  if (keys[0x71] === 0) fillKeys();
  let near = 0;
  for (let i = 1; i < length; i++) {
    const step = (keys[codes[i] as number] as number) - (keys[codes[i - 1] as number] as number);
    if ((step === 1 || step === -1) && keys[codes[i] as number] !== 0) near++;
  }
  let end = length;
  while (end > 0 && kinds[end - 1] === Kind.symbol) end--;
  let start = end;
  while (start > 0 && kinds[start - 1] === Kind.digit) start--;
  out[at] = length > 1 ? near / (length - 1) : 0;
  out[at + 1] = end - start;
  out[at + 2] =
    end - start === 4 &&
    ((codes[start] === 0x31 && codes[start + 1] === 0x39) || (codes[start] === 0x32 && codes[start + 1] === 0x30))
      ? 1
      : 0;
}

function fillKeys(): void {
  ROWS.forEach((row, i) => {
    for (let column = 0; column < row.length; column++) {
      const key = (i + 1) * FAR + column;
      keys[row.charCodeAt(column)] = key;
      keys[row.toUpperCase().charCodeAt(column)] = key;
    }
  });
}
