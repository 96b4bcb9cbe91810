import { crc32 } from 'node:zlib';
import { byChecksum } from './by-checksum.js';
import { BASE36, toRadix } from './codec/radix.js';
import { sound, type ValidityCheck } from './validity-result.js';

const SHAPE = /^(([a-z]+-(?:t\d_)?)([0-9A-Za-z_-]{27,300})\.(?:[0-9a-z]{2}\.)?([0-9a-z]{2}))([0-9a-z]{7})$/;

/** GitLab's routable tokens: payload, its length in base36, CRC32 of all that; the payload says whose it is. */
export const checkGitlabRoutable: ValidityCheck = (secret) => {
  const [, signed = '', , payload = '', length = '', check] = SHAPE.exec(secret) ?? [];
  if (check === undefined) return byChecksum(undefined);
  const right = Number.parseInt(length, 36) === payload.length && toRadix(crc32(signed), BASE36, 7) === check;
  if (!right) return byChecksum(false);
  const project = /^p:([0-9a-z]+)$/m.exec(routeOf(payload))?.[1];
  return project === undefined
    ? byChecksum(true)
    : sound(`its checksum is right, and it belongs to project ${Number.parseInt(project, 36)}`);
};

/** The lines before the random bytes, whose number is the last byte. */
function routeOf(payload: string): string {
  const bytes = Buffer.from(payload, 'base64url');
  return bytes.subarray(0, Math.max(0, bytes.length - 1 - (bytes.at(-1) ?? 0))).toString('latin1');
}
