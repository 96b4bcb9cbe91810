import { crc32 } from 'node:zlib';
import { byChecksum } from './by-checksum.js';
import { decodeBase32 } from './codec/base32.js';
import { marvin32 } from './codec/marvin32.js';
import { toRadix } from './codec/radix.js';
import type { ValidityCheck } from './validity-result.js';

const ENTRA_ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~';
const DEVOPS_CHECK_BYTES = [22, 8, 7, 2];
/** Personal tokens, and those of applications. */
const DEVOPS_MASKS = [0xe0b9692d, 0x1019f92e];

/** Client secrets of Entra (Azure AD) with `8Q~`; the older `7Q~` has no checksum. */
export const checkAzureAd: ValidityCheck = (secret) => {
  if (secret.length !== 40 || secret.slice(3, 6) !== '8Q~') return byChecksum(undefined);
  return byChecksum(azureAdCheck(secret.slice(0, -3)) === secret.slice(-3));
};

/** The last three characters, from the 37 before them. */
export function azureAdCheck(body: string): string {
  return toRadix(marvin32(Buffer.from(body, 'latin1'), 'AadPwd00'), ENTRA_ALPHABET, 6).slice(0, 3);
}

/** Azure DevOps personal tokens of the old form, which nothing else tells from any 52 base32 characters. */
export const checkAzureDevops: ValidityCheck = (secret) => {
  if (!/^[a-z2-7]{52}$/.test(secret)) return byChecksum(undefined);
  const bytes = decodeBase32(secret) ?? new Uint8Array();
  const written = Buffer.from(DEVOPS_CHECK_BYTES.map((at) => bytes[at] ?? 0)).readUInt32LE(0);
  return byChecksum(azureDevopsChecks(bytes).includes(written));
};

/** @param bytes all 32; those that hold the checksum do not count */
export function azureDevopsChecks(bytes: Uint8Array): readonly number[] {
  const signed = Buffer.from(bytes.filter((_, at) => !DEVOPS_CHECK_BYTES.includes(at)));
  return DEVOPS_MASKS.map((mask) => (crc32(signed) ^ mask) >>> 0);
}
