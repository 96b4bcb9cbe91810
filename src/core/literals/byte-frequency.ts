// How rare each printable ASCII byte is in source code, measured over 16 MB of C and JavaScript: one letter a byte from
// 0x20 to 0x7e, 'a' + round(-2·log2 p) - 4.
const RARITY = 'cslnrqosjjkqikllhkkmmnmomonjpklurkmkkjlmokxplllllrkkkmnpoqspnpzfsgkhheikkgsmijghioggfikmjmqmqmw';

/** Rarity of a byte in source code, in half bits: higher is rarer. Bytes outside printable ASCII count as rare. */
export function byteRarity(byte: number): number {
  const code = RARITY.charCodeAt(byte - 0x20);
  return Number.isNaN(code) ? 29 : code - 0x61 + 4;
}
