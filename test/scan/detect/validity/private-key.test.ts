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

  it('that is cut off, or shortened by an ellipsis, counts less', () => {
    const pem = rsa.export({ format: 'pem', type: 'pkcs1' }).toString();
    expect(check(pem.slice(0, 200)).validity).toBe('checksum-bad');
    expect(check(`${begin('RSA PRIVATE KEY')}\nMIIE...\n${end('RSA PRIVATE KEY')}`).validity).toBe('checksum-bad');
    expect(check(`${begin('PRIVATE KEY')}\n${lines(Buffer.alloc(200, 7))}\n${end('PRIVATE KEY')}`).validity).toBe(
      'checksum-bad',
    );
  });
});

describe('hostile text', () => {
  it.each(['\\\\', '\n', '\\\\r', '-', '-----BEGIN ', ' ', 'Proc-Type: '])(
    '%j over and over is answered at once',
    (part) => {
      const text = `${begin('RSA PRIVATE KEY')}${part.repeat(16_384)}`;
      expect(check(text).confidence).toBe('lower');
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

  it('PGP cannot be told', () => {
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
