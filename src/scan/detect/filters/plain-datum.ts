const VERSION =
  /^[v^~>=<]*\d{1,4}(?:\.(?:\d{1,6}|x|\*)){1,3}(?:[-+.](?:alpha|beta|rc|dev|pre|post|snapshot|final|ga|release|next|canary|[a-f0-9]{7})?[\w.-]*)?$/i;
const DATE =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/;
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}(?:[/:]\d+)?$|^(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}$/i;
const NUMBER =
  /^[-+]?(?:\d+\.\d+(?:e[-+]?\d+)?|0x[0-9a-f]{1,16}|\d+(?:_\d{3})+|\d+(?:px|em|rem|ms|s|m|h|d|kb|mb|gb|%))$/i;
/** Of an Ethereum account or contract (the keys to them have 64 digits), or of somebody at Amazon. */
const ACCOUNT = /^0x[0-9a-f]{40}$|^amzn1\.account\.[0-9A-Z]+$/i;
const COLOUR = /^#(?:[0-9a-f]{3}){1,2}$/i;
const DIGEST_PREFIX = /^(?:sha\d*|md5|blake2b?|crc32)[-:]/i;
const MIME = /^(?:application|text|image|audio|video|multipart|font)\/[\w.+*-]+(?:;.*)?$/;
const MIGRATION = /^\d{4}_[a-z]+(?:_[a-z0-9]+)*$/;
const OID = /^\d(?:\.\d+){3,}$/;

/** Why a value is a plain datum: a version, date, address, number, colour, digest or the like. */
export function plainDatumReason(value: string): string | undefined {
  if (VERSION.test(value) || OID.test(value)) return 'a version';
  if (DATE.test(value)) return 'a date';
  if (ADDRESS.test(value)) return 'an address';
  if (NUMBER.test(value) || COLOUR.test(value)) return 'a number';
  if (ACCOUNT.test(value)) return 'an account';
  if (DIGEST_PREFIX.test(value)) return 'a digest';
  if (MIGRATION.test(value)) return 'a migration';
  return MIME.test(value) ? 'a media type' : undefined;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a value is a UUID: a key under a strong name, an id under any other. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
