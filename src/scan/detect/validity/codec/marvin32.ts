/**
 * Marvin32, the string hash of .NET, with which Microsoft signs its keys.
 * @param seed eight ASCII characters, read as a big-endian number
 * @returns an unsigned 32-bit number
 */
export function marvin32(data: Uint8Array, seed: string): number {
  const seedBytes = Buffer.from(seed, 'latin1');
  let high = seedBytes.readInt32BE(0);
  let low = seedBytes.readInt32BE(4);
  const block = () => {
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  };
  const padded = Buffer.concat([data, Buffer.from([0x80, 0, 0, 0])]);
  const words = Math.floor(data.length / 4) + 1;
  for (let word = 0; word < words; word++) {
    low = (low + padded.readInt32LE(word * 4)) | 0;
    block();
  }
  block();
  return (low ^ high) >>> 0;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
