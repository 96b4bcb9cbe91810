import { sound, undecided, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

const ENCRYPTED: ValidityResult = {
  validity: 'unknown',
  reason: 'the private key is encrypted with a passphrase',
  confidence: 'lower',
};
const ARMOR = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?)-----([\s\S]*?)(?:-----END|$)/;
const OPENSSH_MAGIC = 'openssh-key-v1\0';
const SEQUENCE = 0x30;
/** Shorter bodies are cut off, by an ellipsis for one. */
const MIN_KEY_BYTES = 32;

/** Private keys in text: PEM, OpenSSH, PGP and PuTTY, also inside one quoted line or base64. */
export const checkPrivateKey: ValidityCheck = (secret) => {
  const text = unwrap(secret);
  if (text.startsWith('PuTTY-User-Key-File-')) return checkPutty(text);
  const [, label = '', inside = ''] = ARMOR.exec(text) ?? [];
  if (label === '') return undecided('no key body to look at');
  if (label.startsWith('PGP')) return undecided('a PGP private key, whose passphrase cannot be seen from outside');
  if (label.startsWith('ENCRYPTED') || /^[ \t]*Proc-Type: *4,ENCRYPTED/m.test(inside)) return ENCRYPTED;
  const body = Buffer.from(inside.replace(/\s+/g, ''), 'base64');
  if (body.length < MIN_KEY_BYTES) return unsound('the key is cut off after its first line');
  return label.startsWith('OPENSSH') ? checkOpenssh(body) : checkDer(body);
};

/** Undoes base64 of the whole text, and the escapes of JSON and environment files. */
function unwrap(secret: string): string {
  const text = /^LS0tLS1CRUdJTi/.test(secret) ? Buffer.from(secret, 'base64').toString('latin1') : secret;
  // The lookbehind keeps a long run of backslashes from being tried anew at each of them.
  return text.replace(/(?<!\\)\\+(?:(?:r\\+)?n|r)/g, '\n').replace(/^["'\s]+/, '');
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

/** The outer sequence must be as long as what was decoded. */
function checkDer(body: Buffer): ValidityResult {
  const lengthBytes = (body[1] ?? 0) < 0x80 ? 0 : (body[1] ?? 0) & 0x7f;
  if (body[0] !== SEQUENCE || lengthBytes > 4) return unsound('the key does not decode');
  const length = lengthBytes === 0 ? (body[1] ?? 0) : body.readUIntBE(2, lengthBytes);
  if (body.length !== 2 + lengthBytes + length) return unsound('the key does not decode to the length it states');
  return sound('decodes as a private key without a passphrase');
}
