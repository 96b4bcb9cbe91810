import { pgpProtection } from './pgp-key.js';
import { sound, undecided, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

const ENCRYPTED: ValidityResult = {
  validity: 'unknown',
  reason: 'the private key is encrypted with a passphrase',
  confidence: 'lower',
};
const ARMOR = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?)-----([\s\S]*?)(?:-----END|$)/;
const OPENSSH_MAGIC = 'openssh-key-v1\0';
const SEQUENCE = 0x30;
/** Shorter bodies are cut off. */
const MIN_KEY_BYTES = 32;
/** An RSA key has its private exponent before this part of its bytes ends. */
const PART_WITH_SECRET = 0.5;
/** Bytes: a block of a cipher. */
const LONGEST_PADDING = 16;
const ELLIPSIS = /\.\.|\u2026|\[\.|<[a-z]/i;
/** A slash is base64 too, so it is a comment's only before a blank. */
const COMMENT = /^\s*(?:\/\/[/!]?\s|[#*;]+\s?|--\s)/;
const QUOTE = /["'`]/;
/** What stands between the strings of a line that is none itself. */
const JOINER = /^(?:[+&,;\\()]+|\.)$/;
const HEADER = /^[A-Za-z-]+: /;

/** Private keys in text: PEM, OpenSSH, PGP and PuTTY, also inside one quoted line or base64. */
export const checkPrivateKey: ValidityCheck = (secret) => {
  const text = unwrap(secret);
  if (text.startsWith('PuTTY-User-Key-File-')) return checkPutty(text);
  const [, label = '', inside = ''] = ARMOR.exec(text) ?? [];
  if (label === '') return undecided('no key body to look at');
  if (label.startsWith('PGP')) return checkPgp(inside);
  if (label.startsWith('ENCRYPTED') || /^[ \t]*Proc-Type: *4,ENCRYPTED/m.test(inside)) return ENCRYPTED;
  const text64 = cleaned(inside);
  if (ELLIPSIS.test(text64)) return noKey('a part of the key is left out');
  const body = Buffer.from(text64, 'base64');
  if (body.length < MIN_KEY_BYTES) return noKey('the key is cut off after its first line');
  return label.startsWith('OPENSSH') ? checkOpenssh(body) : checkDer(body);
};

/** Undoes base64 of the whole text, and the escapes of JSON and environment files. */
function unwrap(secret: string): string {
  const text = /^LS0tLS1CRUdJTi/.test(secret) ? Buffer.from(secret, 'base64').toString('latin1') : secret;
  // The lookbehind keeps a long run of backslashes from being tried anew at each of them.
  return text.replace(/(?<!\\)\\+(?:(?:r\\+)?n|r)/g, '\n').replace(/^["'\s]+/, '');
}

function checkPgp(inside: string): ValidityResult {
  const protection = pgpProtection(inside);
  if (protection === undefined) return undecided('a PGP private key, whose passphrase cannot be seen from outside');
  return protection === 'clear' ? sound('a PGP key without a passphrase') : ENCRYPTED;
}

function checkPutty(text: string): ValidityResult {
  const cipher = /^Encryption: *(\S+)/m.exec(text)?.[1];
  if (cipher === undefined) return undecided('no key body to look at');
  return cipher === 'none' ? sound('a PuTTY key without a passphrase') : ENCRYPTED;
}

/** After the magic come length-prefixed strings, the cipher's name first. */
function checkOpenssh(body: Buffer): ValidityResult {
  if (!body.toString('latin1').startsWith(OPENSSH_MAGIC)) return unsound('the key does not decode');
  const at = OPENSSH_MAGIC.length;
  const cipher = body.subarray(at + 4, at + 4 + body.readUInt32BE(at)).toString('latin1');
  return cipher === 'none' ? sound('an OpenSSH key without a passphrase') : ENCRYPTED;
}

/** The outer sequence must be as long as what was decoded; a cipher's padding behind it is left by whoever decrypted it. */
function checkDer(body: Buffer): ValidityResult {
  const lengthBytes = (body[1] ?? 0) < 0x80 ? 0 : (body[1] ?? 0) & 0x7f;
  if (body[0] !== SEQUENCE || lengthBytes > 4) return noKey('what stands there does not decode as a key');
  const stated = 2 + lengthBytes + (lengthBytes === 0 ? (body[1] ?? 0) : body.readUIntBE(2, lengthBytes));
  if (body.length < stated * PART_WITH_SECRET) return noKey('the key is cut off before its secret part');
  if (body.length < stated || body.length > stated + LONGEST_PADDING) {
    return unsound('the key does not decode to the length it states');
  }
  return sound('decodes as a private key without a passphrase');
}

/** Whatever it is, nobody can use it. */
function noKey(reason: string): ValidityResult {
  return { ...unsound(reason), confidence: 'lowest' };
}

/** The base64 of a body without what stands around it on its lines: signs of comments, quotes, what joins strings, headers. */
function cleaned(inside: string): string {
  return inside
    .split('\n')
    .map((line) => {
      const text = longest(line.replace(COMMENT, '').split(QUOTE)).replace(/[,;\\]+$/, '');
      return HEADER.test(text) || JOINER.test(text) ? '' : text;
    })
    .join('')
    .replace(/\s+/g, '');
}

function longest(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.trim()).reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}
