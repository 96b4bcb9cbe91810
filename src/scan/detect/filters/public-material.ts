const PUBLIC_KEY =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+|sk-ssh-\S+)(?:@\S+)?(?:\s|$)|^AAAA[BCE][23]Nz|^-----BEGIN (?:PUBLIC KEY|CERTIFICATE|RSA PUBLIC|PGP PUBLIC|SSH2 PUBLIC|X509)|^age1[0-9a-z]{20,}|^(?:pk|pub)[_-](?:live|test)[_-]|^MI(?:GfMA0|IB?I(?:jAN|CgK)|[CDEFGH][A-Za-z0-9]{2,3}CC)|^6L[a-zA-Z0-9_-]{38}$/;
const PASSWORD_HASH =
  /^(?:\$(?:2[abxy]?|5|6|1|y|7|argon2(?:id?|d)|scrypt|pbkdf2[\w-]*|apr1|bcrypt-sha256|sha1|P|H)\$|\{(?:S?SHA\d*|SMD5|MD5|CRYPT|bcrypt|noop|pbkdf2|scrypt|argon2)\}|pbkdf2[_:](?:sha\d+)|bcrypt(?:_sha256)?\$|argon2\$|scrypt:|SCRAM-SHA-\d+\$|md5[0-9a-f]{32}$|\*[0-9A-F]{40}$|sha1\$[^$]*\$[0-9a-f]{40}$)/i;
const IMAGE = /^(?:data:|iVBORw0K|R0lGOD|\/9j\/4|d09GR|AAABAA|PHN2Zy|UEsDB|JVBERi|<svg|%PDF)/;

/** Why a value is meant to be seen: public keys, certificates, images. */
export function publicMaterialReason(value: string): string | undefined {
  if (PUBLIC_KEY.test(value)) return 'a public key';
  return IMAGE.test(value) ? 'an image or other file' : undefined;
}

/** Whether a value is a password's hash: it cannot be used as it stands, but weak passwords can be found from it. */
export function isPasswordHash(value: string): boolean {
  return PASSWORD_HASH.test(value);
}
