import { KeepmumError } from '../../../core/keepmum-error.js';
import { caskChecksums } from '../../detect/validity/azure-cask.js';
import { azureAdCheck, azureDevopsChecks } from '../../detect/validity/azure-passwords.js';
import { SIGNED_KEY_KINDS } from '../../detect/validity/azure-signed-keys.js';
import { encodeBase32 } from '../../detect/validity/codec/base32.js';
import { marvin32 } from '../../detect/validity/codec/marvin32.js';
import { BASE62 } from '../../detect/validity/codec/radix.js';
import type { Generator } from './generator.js';
import type { SeededRandom } from './seeded-random.js';

/** Keys and passwords of Microsoft's clouds, each with its checksum. */
export const AZURE_GENERATORS: Readonly<Record<string, Generator>> = {
  'azure-storage': (_argument, random) => signedKey('+ASt', random),
  /** The argument is the signature, `ACDb` for Cosmos DB. */
  'azure-signed': signedKey,
  'azure-ad': (_argument, random) => {
    const body = `${random.text(BASE62, 3)}8Q~${random.text(`${BASE62}-_~.`, 31)}`;
    return body + azureAdCheck(body);
  },
  'azure-devops': azureDevops,
  /** The argument is the provider's signature, `AZDO` for Azure DevOps. */
  cask,
};

function signedKey(signature: string, random: SeededRandom): string {
  const kind = SIGNED_KEY_KINDS.find((one) => one.signature === signature);
  if (!kind)
    throw new KeepmumError('RULES_INVALID', `cannot make up a key with the signature "${signature}": no such kind`);
  const body = random.text(BASE62, 88).slice(0, Math.ceil((kind.bytes * 4) / 3) - 10);
  // Six characters after the signature: the leftover bits and the four bytes of checksum.
  const bytes = Buffer.from(`${body}${signature}AAAAAA`, 'base64');
  bytes.writeUInt32LE(marvin32(bytes.subarray(0, -4), Object.keys(kind.seeds)[0] ?? ''), bytes.length - 4);
  const key = bytes.toString('base64');
  return signature === 'AzFu' ? key.replaceAll('+', '-').replaceAll('/', '_') : key;
}

function azureDevops(_argument: string, random: SeededRandom): string {
  const bytes = random.bytes(32);
  const check = azureDevopsChecks(bytes)[0] ?? 0;
  [22, 8, 7, 2].forEach((at, shift) => {
    bytes[at] = (check >>> (8 * shift)) & 0xff;
  });
  return encodeBase32(bytes).toLowerCase();
}

function cask(signature: string, random: SeededRandom): string {
  const body = `${random.text(BASE62, 52)}JQQJ99CA${'A'.repeat(16)}${signature || 'AZDO'}`;
  return body + (caskChecksums(body)[0] ?? '').slice(0, 4);
}
