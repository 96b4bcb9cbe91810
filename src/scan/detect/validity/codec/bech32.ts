const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECK_LENGTH = 6;

/** Bech32 (BIP 173) in lower case: human part, `1`, data and six characters of checksum. */
export function encodeBech32(human: string, bytes: Uint8Array): string {
  const data: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) data.push((held >> (bits - 5)) & 31);
  }
  if (bits > 0) data.push((held << (5 - bits)) & 31);
  const check = polymod([...expand(human), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checkData = Array.from({ length: CHECK_LENGTH }, (_, index) => (check >>> (5 * (5 - index))) & 31);
  return `${human}1${[...data, ...checkData].map((value) => ALPHABET[value]).join('')}`;
}

/** Whether the checksum fits; all letters must have one case. */
export function isBech32(text: string, human: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  if (!lower.startsWith(`${human}1`)) return false;
  const data = [...lower.slice(human.length + 1)].map((char) => ALPHABET.indexOf(char));
  return data.length > CHECK_LENGTH && !data.includes(-1) && polymod([...expand(human), ...data]) === 1;
}

function expand(human: string): number[] {
  const codes = [...human].map((char) => char.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATORS.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check >>> 0;
}
