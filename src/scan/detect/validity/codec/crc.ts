import { crc32 } from 'node:zlib';

/** CRC32 (IEEE) as four bytes in hex, big-endian. */
export function crc32Hex(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** CRC-16/XMODEM: polynomial 0x1021, start 0. */
export function crc16Xmodem(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) check = ((check << 1) ^ (check & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return check;
}
