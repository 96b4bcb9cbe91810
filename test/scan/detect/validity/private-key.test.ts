import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';

const check = (text: string) => checkValidity('private-key', text);
const CLEAR = 'decodes as a private key without a passphrase';
const ENCRYPTED = 'the private key is encrypted with a passphrase';

// Keys of node:crypto, made for this run: nothing here is our own idea of what a key looks like.
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const passphrase = { cipher: 'aes-128-cbc', passphrase: 'made up' };

const begin = (label: string) => `-----BEGIN ${label}-----`;
const end = (label: string) => `-----END ${label}-----`;
const lines = (bytes: Buffer) => bytes.toString('base64').replace(/(.{70})/g, '$1\n');

describe('PEM', () => {
  it.each([
    ['PKCS#1', rsa.export({ format: 'pem', type: 'pkcs1' })],
    ['PKCS#8', rsa.export({ format: 'pem', type: 'pkcs8' })],
    ['SEC1', ec.export({ format: 'pem', type: 'sec1' })],
    ['Ed25519', ed.export({ format: 'pem', type: 'pkcs8' })],
  ])('%s in the clear, however its lines end', (_name, pem) => {
    const text = pem.toString();
    const forms = [
      text,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\\n'),
      text.replaceAll('\n', '\\\\n'),
      text.replaceAll('\n', '\\r\\n'),
      JSON.stringify(text),
      text.replaceAll('\n', '\n    '),
      text.replaceAll('\n', '\n    /// '),
      text.replaceAll('\n', '\n//! '),
      text.replaceAll('\n', '\n# '),
      text.replaceAll('\n', '\n * '),
      text.replaceAll('\n', '\\n"\n      + "'),
      text.replaceAll('\n', '\\n" +\n      "'),
      text.replaceAll('\n', '\\n" .\n      "'),
      text.replaceAll('\n', "',\n      '"),
      Buffer.from(text).toString('base64'),
    ];
    for (const form of forms) {
      expect(check(form)).toEqual({ validity: 'checksum-ok', reason: CLEAR, confidence: 'raise' });
    }
  });

  it.each([
    ['PKCS#1', rsa.export({ format: 'pem', type: 'pkcs1', ...passphrase })],
    ['PKCS#8', rsa.export({ format: 'pem', type: 'pkcs8', ...passphrase })],
    ['SEC1', ec.export({ format: 'pem', type: 'sec1', ...passphrase })],
  ])('%s under a passphrase', (_name, pem) => {
    for (const form of [pem.toString(), pem.toString().replaceAll('\n', '\\n')]) {
      expect(check(form)).toEqual({ validity: 'unknown', reason: ENCRYPTED, confidence: 'lower' });
    }
  });

  const pkcs1 = rsa.export({ format: 'pem', type: 'pkcs1' }).toString();
  const der = rsa.export({ format: 'der', type: 'pkcs1' });
  const armored = (body: string) => `${begin('RSA PRIVATE KEY')}\n${body}\n${end('RSA PRIVATE KEY')}`;

  it.each([
    ['cut off after some lines', pkcs1.slice(0, 300)],
    ['an ellipsis', armored('MIIE...')],
    ['an ellipsis between its lines', pkcs1.replace(/\n([^\n]+)\n([^\n]+)\n/, '\n$1\n...\n')],
    ['the same in a comment', pkcs1.replace(/\n([^\n]+)\n([^\n]+)\n/, '\n# $1\n# ...\n')],
    ['something else that is base64', armored(lines(Buffer.alloc(200, 7)))],
    ['a slot', armored(`<your key here>${'A'.repeat(80)}`)],
  ])('that is no key any more is hardly one: %s', (_name, text) => {
    expect(check(text)).toMatchObject({ validity: 'checksum-bad', confidence: 'lowest' });
  });

  it('whose last numbers are missing counts less: what remains of it works', () => {
    expect(check(armored(lines(der.subarray(0, der.length - 40))))).toMatchObject({
      validity: 'checksum-bad',
      confidence: 'lower',
    });
  });

  it('with the padding of the cipher that it was under is whole', () => {
    expect(check(armored(lines(Buffer.concat([der, Buffer.alloc(16, 16)])))).validity).toBe('checksum-ok');
    expect(check(armored(lines(Buffer.concat([der, Buffer.alloc(17, 16)])))).validity).toBe('checksum-bad');
  });
});

describe('hostile text', () => {
  it.each(['\\\\', '\n', '\\\\r', '-', '-----BEGIN ', ' ', 'Proc-Type: '])(
    '%j over and over is answered at once',
    (part) => {
      const text = `${begin('RSA PRIVATE KEY')}${part.repeat(16_384)}`;
      expect(check(text).confidence).toMatch(/^lower|^lowest/);
    },
  );
});

describe('OpenSSH', () => {
  const openssh = (cipher: string) => {
    const length = Buffer.from([0, 0, 0, cipher.length]);
    const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), length, Buffer.from(cipher), Buffer.alloc(200, 3)]);
    return `${begin('OPENSSH PRIVATE KEY')}\n${lines(body)}\n${end('OPENSSH PRIVATE KEY')}\n`;
  };

  it('says whether there is a passphrase', () => {
    expect(check(openssh('none')).reason).toBe('an OpenSSH key without a passphrase');
    expect(check(openssh('aes256-ctr')).reason).toBe(ENCRYPTED);
  });

  it('needs its magic', () => {
    const text = `${begin('OPENSSH PRIVATE KEY')}\n${lines(Buffer.alloc(99, 5))}\n${end('OPENSSH PRIVATE KEY')}`;
    expect(check(text).validity).toBe('checksum-bad');
  });
});

describe('other armours', () => {
  const putty = (encryption: string) =>
    [
      'PuTTY-User-Key-File-3',
      ': ssh-ed25519\r\nEncryption: ',
      encryption,
      '\r\nComment: x\r\nPrivate-Lines: 1\r\n',
    ].join('');

  it('PuTTY', () => {
    expect(check(putty('none'))).toMatchObject({ validity: 'checksum-ok', reason: 'a PuTTY key without a passphrase' });
    expect(check(putty('aes256-cbc')).reason).toBe(ENCRYPTED);
  });

  /** A secret-key packet as RFC 4880 lays it out: the public numbers, then how the secret ones are protected. */
  const pgp = (algorithm: number, parts: readonly Buffer[], usage: number, form: 'old' | 'new') => {
    const body = Buffer.concat([
      Buffer.from([4, 1, 2, 3, 4, algorithm]),
      ...parts,
      Buffer.from([usage]),
      Buffer.alloc(90, 5),
    ]);
    const head =
      form === 'old'
        ? [0x95, body.length >> 8, body.length & 255]
        : [0xc5, 0xff, 0, 0, body.length >> 8, body.length & 255];
    const text = lines(Buffer.concat([Buffer.from(head), body]));
    return `${begin('PGP PRIVATE KEY BLOCK')}\nVersion: 1\n\n${text}\n=AbCd\n${end('PGP PRIVATE KEY BLOCK')}\n`;
  };
  const number = (bits: number) =>
    Buffer.concat([Buffer.from([bits >> 8, bits & 255]), Buffer.alloc(Math.ceil(bits / 8), 7)]);
  const field = (length: number) => Buffer.concat([Buffer.from([length]), Buffer.alloc(length, 8)]);

  it.each([
    ['RSA', 1, [number(2048), number(17)]],
    ['DSA', 17, [number(1024), number(160), number(1023), number(1020)]],
    ['EdDSA', 22, [field(9), number(263)]],
    ['ECDH', 18, [field(10), number(263), field(3)]],
  ])('PGP says whether there is a passphrase: %s', (_name, algorithm, parts) => {
    for (const form of ['old', 'new'] as const) {
      expect(check(pgp(algorithm, parts, 0, form)).reason).toBe('a PGP key without a passphrase');
      expect(check(pgp(algorithm, parts, 254, form)).reason).toBe(ENCRYPTED);
      expect(check(pgp(algorithm, parts, 254, form).replaceAll('\n', '\\n')).reason).toBe(ENCRYPTED);
    }
  });

  it('PGP of another making cannot be told', () => {
    const text = `${begin('PGP PRIVATE KEY BLOCK')}\n\n${lines(Buffer.alloc(300, 9))}\n${end('PGP PRIVATE KEY BLOCK')}`;
    expect(check(text)).toEqual({
      validity: 'unknown',
      reason: 'a PGP private key, whose passphrase cannot be seen from outside',
    });
  });

  it('a bare word is no key', () => {
    expect(check('PRIVATE KEY').validity).toBe('unknown');
  });
});
