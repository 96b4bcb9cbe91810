import { wordSet } from './name-words.js';

/** Algorithms, character sets, platforms and curves: letters with digits that are nobody's secret. */
const ALGORITHMS =
  /^(?:(?:hs|rs|es|ps)(?:256|384|512)k?|x(?:509|25519|448|963)|(?:hmac|aes|rsa|ecdsa|ecdh|ed|sha|md|ripemd|blake|camellia|aria|seed|des|rc|cast|chacha|salsa|poly|curve|secp|prime|brainpool[a-z]?|sect|whirlpool|tiger|keccak|sm|gost|argon|pbkdf|pkcs|kyber|falcon|dilithium)[-_/]?\d{1,5}[a-z]{0,2}\d{0,2}(?:[-_/.:][a-z0-9]{1,10}){0,3})$/i;
const CHARSETS =
  /^(?:utf|ucs|iso|latin|cp|windows|win|ibm|koi|big|gb|euc|cesu|base|ascii|mac|shift|tis)[-_]?\d\w*(?:[-_][a-z0-9]+){0,3}$/i;
const PLATFORMS =
  /^(?:[fhisu]\d{1,3}|(?:x86|amd|arm|aarch|riscv|mips|ppc|powerpc|sparc|s390|wasm|linux|ubuntu|debian|windows|macos|win|darwin|android|ios|node|python|py|java|jdk|php|ruby|ecmascript|http|tls|ssl|ipv|oauth|oidc|saml|v|float|int|uint|vec|mat|k8s|ec|utf|mp|jpeg|arctan|atan|log|deflate|zlib|bz|gzip|css|html|xml)[-_.]?\d{1,4}[a-z]{0,3}(?:[-_.][a-z0-9]{1,12}){0,3})$/i;
/** In characters: longer values are no algorithm's name. */
const MAX_WORD = 24;
/** Words of protocols and forms, and values that say there is none. */
const WORDS = wordSet(`
  access_token refresh_token id_token client_credentials client_secret client_secret_basic client_secret_post private_key_jwt bearer basic
  digest authorization_code implicit password passwd pass token secret apikey api_key api-key key keys auth oauth oauth2 jwt none null nil true
  false yes no on off undefined unknown unset empty default optional required enabled disabled hidden masked todo tbd n/a na string text number
  boolean object array integer float uuid email username user admin_password current-password new-password one-time-code cookie header query
  session csrf x-csrf-token x-api-key x-auth-token authorization public private internal external plain plaintext inherit auto manual ident
  trust peer md5 scram-sha-256 cert gss sspi pam ldap kerberos ntlm negotiate anonymous generate generated random prompt ask keychain keyring
`);
const HEADER_NAME = /^(?:[A-Z][a-z]+|[A-Z])(?:-[A-Z][a-zA-Z]*)+$/;
const KEY_NAME =
  /^(?:Arrow(?:Up|Down|Left|Right)|Key[A-Z]|Digit\d|F\d{1,2}|(?:ctrl|cmd|alt|shift|meta|control|command|option|mod)[+-].*|Escape|Enter|Backspace|Tab|PageUp|PageDown)$/i;

/** Why a value is a word of the trade: an algorithm, a character set, a platform, a protocol's word or a key on the keyboard. */
export function technicalWordReason(value: string): string | undefined {
  if (WORDS.has(value.toLowerCase())) return 'a protocol word or no value';
  if (value.length > MAX_WORD) return HEADER_NAME.test(value) ? 'a header' : undefined;
  if (ALGORITHMS.test(value)) return 'an algorithm';
  if (CHARSETS.test(value)) return 'a character set';
  if (PLATFORMS.test(value)) return 'a platform or format';
  if (KEY_NAME.test(value)) return 'a key on the keyboard';
  return HEADER_NAME.test(value) ? 'a header' : undefined;
}
