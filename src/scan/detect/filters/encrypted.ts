const WRAPPED =
  /^(?:[A-Z]{3,8}\[.*\]|ENC\(.*\)|DEC\(.*\)|\{cipher\}.*|!vault\b.*|\{[A-Za-z0-9+/]{20,}={0,2}\}|CRYPT\(.*\)|enc:.*|encrypted:.*)$/s;
/** Ansible vault, KMS, DPAPI, age, git-crypt, eyaml, sealed secrets, Azure DevOps, Travis's `secure`. */
const HEADERS =
  /^(?:\$ANSIBLE_VAULT;|AQICAH|AQAAANCMnd8|01000000d08c9ddf|-----BEGIN AGE|age-encryption\.org|\0?GITCRYPT|vault:v\d+:|-----BEGIN PKCS7|-----BEGIN PGP MESSAGE|AgB[A-Za-z0-9+/]{100,}|gAAAAA[A-Za-z0-9_-]{60,}|U2FsdGVkX1)/;

/** Why a value is a secret already encrypted, of no use to who reads it. */
export function encryptedReason(value: string): string | undefined {
  return WRAPPED.test(value) || HEADERS.test(value) ? 'an encrypted value' : undefined;
}
