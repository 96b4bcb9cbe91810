import { marvin32 } from './codec/marvin32.js';
import { BASE62, toRadix } from './codec/radix.js';
import { sound, undecided, unsound, type ValidityCheck } from './validity-result.js';

const SHAPE = /^[0-9A-Za-z]{52}JQQJ9[9DH]?[0-9A-Za-z+/_-]+={0,2}$/;
const PROVIDERS: Readonly<Record<string, string>> = {
  AZDO: 'Azure DevOps',
  ACOG: 'Azure AI services',
  AZEG: 'Event Grid',
  AZAC: 'App Configuration',
  AZMP: 'Azure Maps',
  AZCS: 'Communication Services',
  AZFR: 'Fluid Relay',
  AZMR: 'Mixed Reality',
  msql: 'Azure SQL',
  NUGT: 'NuGet',
};

/** Microsoft's common annotated keys ("CASK"): a marker, dates and a signature in the clear, and a checksum at the end. */
export const checkAzureCask: ValidityCheck = (secret) => {
  if ((secret.length !== 84 && secret.length !== 88) || !SHAPE.test(secret))
    return undecided('it is not a common annotated key');
  const provider = PROVIDERS[secret.slice(76, 80)] ?? 'a Microsoft service';
  const tail = secret.slice(80).replace(/={1,2}$/, '');
  const right = caskChecksums(secret.slice(0, 80)).some((checksum) => checksum.startsWith(tail));
  if (!right) return unsound(`looks like a key of ${provider}, but its checksum is wrong`);
  return sound(`its checksum is right for a key of ${provider}${issuedIn(secret)}`);
};

/** @param body the first 80 characters @returns the ways in which its checksum is written, newer first */
export function caskChecksums(body: string): readonly string[] {
  const check = Buffer.alloc(4);
  check.writeUInt32LE(marvin32(Buffer.from(body, 'base64'), 'Default0'));
  const base62 = toRadix(check.readUInt32BE(0), BASE62, 0).padEnd(6, '0');
  return [Buffer.from(base62, 'base64').toString('base64'), check.toString('base64')];
}

function issuedIn(secret: string): string {
  const year = secret.charCodeAt(58) - 'A'.charCodeAt(0);
  const month = secret.charCodeAt(59) - 'A'.charCodeAt(0);
  return year >= 0 && year < 26 && month >= 0 && month < 12
    ? `, issued in ${2024 + year}-${String(month + 1).padStart(2, '0')}`
    : '';
}
