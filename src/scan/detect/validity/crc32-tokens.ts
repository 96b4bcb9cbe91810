import { crc32 } from 'node:zlib';
import { byChecksum } from './by-checksum.js';
import { crc32Hex } from './codec/crc.js';
import { BASE62, toRadix } from './codec/radix.js';
import type { ValidityCheck } from './validity-result.js';

// Tokens whose last characters are a CRC32; they differ in what it covers and how it is written.

/** GitHub `gh?_` and npm `npm_`: 30 characters, then their CRC32 in base62. */
export const checkBase62Crc: ValidityCheck = (secret) => {
  const match = /^(?:gh[pousr]|npm)_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec(secret);
  return byChecksum(match ? toRadix(crc32(match[1] ?? ''), BASE62, 6) === match[2] : undefined);
};

/** Grafana service accounts: the prefix counts too, and the bytes stand in reverse. */
export const checkGrafanaService: ValidityCheck = (secret) => {
  const match = /^(glsa_[0-9A-Za-z]{32})_([0-9a-fA-F]{8})$/.exec(secret);
  if (!match) return byChecksum(undefined);
  return byChecksum(littleEndianHex(match[1] ?? '') === match[2]?.toLowerCase());
};

/** Atlassian cloud and Bitbucket: everything before the last eight characters; in addresses `=` is escaped. */
export const checkAtlassian: ValidityCheck = (secret) => {
  const match = /^(AT(?:ATT3|CTT3|BB)[0-9A-Za-z_=-]+)([0-9A-F]{8})$/.exec(secret.replace(/\\=|%3D/gi, '='));
  return byChecksum(match ? crc32Hex(match[1] ?? '').toUpperCase() === match[2] : undefined);
};

/** Cloudflare `cfk_`, `cfut_`, `cfat_`: the 40 characters without the prefix. */
export const checkCloudflare: ValidityCheck = (secret) => {
  const match = /^cf(?:k|ut|at)_([0-9A-Za-z]{40})([0-9a-f]{8})$/.exec(secret);
  return byChecksum(match ? crc32Hex(match[1] ?? '') === match[2] : undefined);
};

/** CRC32 as hex, least significant byte first. */
export function littleEndianHex(text: string): string {
  return Buffer.from(crc32Hex(text), 'hex').reverse().toString('hex');
}
