import { byChecksum } from './by-checksum.js';
import { decodeBase32 } from './codec/base32.js';
import { base58Check, decodeBase58 } from './codec/base58.js';
import { isBech32 } from './codec/bech32.js';
import { crc16Xmodem } from './codec/crc.js';
import type { ValidityCheck } from './validity-result.js';

// Private keys written as text with a checksum of their own.

/** The five bits that make a seed start with `S`. */
const NATS_SEED = 18 << 3;
const WIF_VERSION = 0x80;

/** NATS NKEY seeds: CRC-16 over the 34 bytes before it. */
export const checkNatsSeed: ValidityCheck = (secret) => {
  const bytes = Buffer.from(decodeBase32(secret) ?? []);
  if (bytes.length !== 36 || ((bytes[0] ?? 0) & 0xf8) !== NATS_SEED) return byChecksum(false);
  return byChecksum(bytes.readUInt16LE(34) === crc16Xmodem(bytes.subarray(0, 34)));
};

/** age secret keys: bech32. */
export const checkAgeKey: ValidityCheck = (secret) => byChecksum(isBech32(secret, 'age-secret-key-'));

/** Bitcoin keys in wallet import format: base58 with a doubled SHA-256. */
export const checkBitcoinWif: ValidityCheck = (secret) => {
  const bytes = decodeBase58(secret);
  if (!bytes || (bytes.length !== 37 && bytes.length !== 38) || bytes[0] !== WIF_VERSION) return byChecksum(false);
  const check = base58Check(bytes.subarray(0, -4));
  return byChecksum(Buffer.from(check).equals(bytes.subarray(-4)));
};
