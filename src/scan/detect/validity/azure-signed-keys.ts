import { byChecksum } from './by-checksum.js';
import { marvin32 } from './codec/marvin32.js';
import { sound, unsound, type ValidityCheck } from './validity-result.js';

/** One kind of Microsoft's identifiable keys ("HIS v1"). */
export interface SignedKeyKind {
  readonly service: string;
  /** Four characters, ten before the end, padding not counted. */
  readonly signature: string;
  readonly bytes: number;
  /** Seeds of the checksum, each with what the key may do when the seed tells. */
  readonly seeds: Readonly<Record<string, string>>;
}

/** Source: microsoft/security-utilities. */
export const SIGNED_KEY_KINDS: readonly SignedKeyKind[] = [
  { service: 'Azure Storage', signature: '+ASt', bytes: 64, seeds: { Default0: '' } },
  {
    service: 'Cosmos DB',
    signature: 'ACDb',
    bytes: 64,
    seeds: {
      MastRW00: 'read and write',
      MastRO00: 'read only',
      Resour00: '',
      SysAll00: '',
      SystRW00: '',
      SystRO00: '',
      Encryp00: '',
    },
  },
  { service: 'Azure Batch', signature: '+ABa', bytes: 64, seeds: { AbAcct00: '' } },
  { service: 'Azure ML', signature: '+AMC', bytes: 64, seeds: { Classic0: '' } },
  {
    service: 'Service Bus',
    signature: '+ASb',
    bytes: 32,
    seeds: { Manage00: 'manage', Send0000: 'send', Listen00: 'listen' },
  },
  {
    service: 'Event Hub',
    signature: '+AEh',
    bytes: 32,
    seeds: { Manage00: 'manage', Send0000: 'send', Listen00: 'listen' },
  },
  {
    service: 'Azure Relay',
    signature: '+ARm',
    bytes: 32,
    seeds: { Manage00: 'manage', Send0000: 'send', Listen00: 'listen' },
  },
  {
    service: 'Azure IoT',
    signature: 'AIoT',
    bytes: 32,
    seeds: { IoTHub00: 'hub', DpsKey00: 'provisioning', Device00: 'device' },
  },
  { service: 'Azure Container Registry', signature: '+ACR', bytes: 39, seeds: { ACRDflt0: '' } },
  { service: 'Azure AI Search', signature: 'AzSe', bytes: 39, seeds: { PAdmin00: 'admin', Query000: 'query' } },
  { service: 'Azure Cache for Redis', signature: 'AzCa', bytes: 33, seeds: { Access00: '' } },
  {
    service: 'Azure Functions',
    signature: 'AzFu',
    bytes: 40,
    seeds: { Functi00: 'function', System00: 'system', Master00: 'master' },
  },
  {
    service: 'API Management',
    signature: 'APIM',
    bytes: 64,
    seeds: { Tenant00: 'management', IoTHub00: 'subscription', Gatewy00: 'gateway', GitKey00: 'repository' },
  },
];

/** The last four bytes are Marvin32 over the others. */
export const checkAzureSignedKey: ValidityCheck = (secret) => {
  const core = secret.replace(/={1,2}$/, '');
  const signature = core.slice(-10, -6);
  const bytes = Buffer.from(secret, 'base64');
  const kind = SIGNED_KEY_KINDS.find((one) => one.signature === signature && one.bytes === bytes.length);
  if (!kind) return byChecksum(undefined);
  const seed = Object.keys(kind.seeds).find((one) => isSigned(bytes, one));
  // The cache for Redis writes `P` and `F` for `+` and `/` after it took the checksum, so a wrong one says nothing.
  if (seed === undefined && kind.signature === 'AzCa') return byChecksum(undefined);
  if (seed === undefined) return unsound(`looks like a key of ${kind.service}, but its checksum is wrong`);
  const may = kind.seeds[seed];
  return sound(`its checksum is right for a key of ${kind.service}${may ? ` (${may})` : ''}`);
};

function isSigned(bytes: Buffer, seed: string): boolean {
  return bytes.readUInt32LE(bytes.length - 4) === marvin32(bytes.subarray(0, -4), seed);
}
