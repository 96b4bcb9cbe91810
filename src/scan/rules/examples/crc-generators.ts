import { crc32 } from 'node:zlib';
import { crc32Hex } from '../../detect/validity/codec/crc.js';
import { BASE36, BASE62, toRadix } from '../../detect/validity/codec/radix.js';
import { littleEndianHex } from '../../detect/validity/crc32-tokens.js';
import type { Generator } from './generator.js';
import type { SeededRandom } from './seeded-random.js';

/** Tokens that end in a CRC32 of themselves. */
export const CRC_GENERATORS: Readonly<Record<string, Generator>> = {
  github: (prefix, random) => withBase62Crc(prefix || 'ghp_', random),
  npm: (prefix, random) => withBase62Crc(prefix || 'npm_', random),
  'grafana-service': (_prefix, random) => {
    const start = `glsa_${random.text(BASE62, 32)}`;
    return `${start}_${littleEndianHex(start)}`;
  },
  atlassian: (prefix, random) => {
    const start = `${prefix || 'ATATT3xFfGF0'}${random.text(`${BASE62}-_`, 171)}=`;
    return start + crc32Hex(start).toUpperCase();
  },
  'bitbucket-app': (_prefix, random) => {
    const start = `ATBB${random.text(BASE62, 24)}`;
    return start + crc32Hex(start).toUpperCase();
  },
  cloudflare: (prefix, random) => {
    const body = random.text(BASE62, 40);
    return (prefix || 'cfut_') + body + crc32Hex(body);
  },
  'gitlab-routable': gitlabRoutable,
};

function withBase62Crc(prefix: string, random: SeededRandom): string {
  const body = random.text(BASE62, 30);
  return prefix + body + toRadix(crc32(body), BASE62, 6);
}

/** The later of its two forms, with a version between payload and length. */
function gitlabRoutable(prefix: string, random: SeededRandom): string {
  const route = `o:1\np:${random.text(BASE36, 2)}\nu:${random.text(BASE36, 2)}`;
  const payload = Buffer.concat([Buffer.from(route), random.bytes(16), Buffer.from([16])]).toString('base64url');
  const start = `${prefix || 'glpat-'}${payload}.01.${toRadix(payload.length, BASE36, 2)}`;
  return start + toRadix(crc32(start), BASE36, 7);
}
