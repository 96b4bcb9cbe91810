export const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Writes a number with the digits of `alphabet`, padded on the left with its first one. */
export function toRadix(value: number | bigint, alphabet: string, width: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = BigInt(value); rest > 0n; rest /= base) text = (alphabet[Number(rest % base)] ?? '') + text;
  return text.padStart(width, alphabet[0]);
}

/** @returns undefined when a character is not in the alphabet */
export function fromRadix(text: string, alphabet: string): bigint | undefined {
  const base = BigInt(alphabet.length);
  let value = 0n;
  for (const char of text) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) return undefined;
    value = value * base + BigInt(digit);
  }
  return value;
}
