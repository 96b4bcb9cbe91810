import type { Generator } from './generator.js';
import type { SeededRandom } from './seeded-random.js';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const RSA_OID = Buffer.from('300d06092a864886f70d0101010500', 'hex');
const P256_OID = Buffer.from('a00a06082a8648ce3d030107', 'hex');
const PBES2 = Buffer.from('301506092a864886f70d01050d3008300006042a030405', 'hex');
const PEM_LINE = /.{1,64}/g;

/** Private keys in text whose structure is right and whose numbers are made up. */
export const PRIVATE_KEY_GENERATORS: Readonly<Record<string, Generator>> = {
  /** The argument is the label, `RSA PRIVATE KEY`. */
  pem,
  /** The same in one line, with `\n` for line ends, as in JSON and environment files. */
  'pem-escaped': (label, random) => pem(label, random).replaceAll('\n', '\\n'),
  'pem-encrypted': (label, random) => {
    const headers = `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${random.text('0123456789ABCDEF', 32)}\n\n`;
    return armor(label || 'RSA PRIVATE KEY', random.bytes(608), headers);
  },
  openssh: (_argument, random) => openssh(['none', 'none', ''], random),
  'openssh-encrypted': (_argument, random) =>
    openssh(['aes256-ctr', 'bcrypt', random.bytes(24).toString('latin1')], random),
  putty: (_argument, random) =>
    `${['PuTTY-User-Key-File', '3: ssh-ed25519'].join('-')}\nEncryption: none\nComment: made-up\nPublic-Lines: 1\n${random
      .bytes(51)
      .toString(
        'base64',
      )}\nPrivate-Lines: 1\n${random.bytes(36).toString('base64')}\nPrivate-MAC: ${random.bytes(32).toString('hex')}`,
  pgp: (_argument, random) => armor('PGP PRIVATE KEY BLOCK', random.bytes(600), '\n'),
};

function pem(label: string, random: SeededRandom): string {
  const kind = label || 'PRIVATE KEY';
  return armor(kind, keyBytes(kind, random), '');
}

function keyBytes(label: string, random: SeededRandom): Buffer {
  if (label.startsWith('EC')) {
    const point = der(0xa1, der(BIT_STRING, Buffer.concat([Buffer.from([0, 4]), random.bytes(64)])));
    return der(SEQUENCE, integer(1), der(OCTET_STRING, random.bytes(32)), P256_OID, point);
  }
  if (label.startsWith('ENCRYPTED')) return der(SEQUENCE, PBES2, der(OCTET_STRING, random.bytes(1232)));
  if (label.startsWith('RSA') || label.startsWith('DSA')) return rsaKey(random);
  return der(SEQUENCE, integer(0), RSA_OID, der(OCTET_STRING, rsaKey(random)));
}

/** Version, modulus, exponents, primes and coefficient of 1024 bits, which is no smaller than what the rules ask for. */
function rsaKey(random: SeededRandom): Buffer {
  const numbers = [128, 3, 128, 64, 64, 64, 64, 64].map((length) =>
    der(INTEGER, Buffer.concat([Buffer.from([0x40]), random.bytes(length - 1)])),
  );
  return der(SEQUENCE, integer(0), ...numbers);
}

function openssh([cipher, kdf, options]: readonly [string, string, string], random: SeededRandom): string {
  const publicKey = Buffer.concat([sshString('ssh-ed25519'), sshString(random.bytes(32))]);
  const parts = [
    sshString(cipher),
    sshString(kdf),
    sshString(Buffer.from(options, 'latin1')),
    Buffer.from([0, 0, 0, 1]),
  ];
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...parts,
    sshString(publicKey),
    sshString(random.bytes(144)),
  ]);
  return armor('OPENSSH PRIVATE KEY', body, '');
}

function sshString(value: string | Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
}

function armor(label: string, body: Buffer, headers: string): string {
  const lines = body.toString('base64').match(PEM_LINE) ?? [];
  return `-----BEGIN ${label}-----\n${headers}${lines.join('\n')}\n-----END ${label}-----`;
}

function integer(value: number): Buffer {
  return der(INTEGER, Buffer.from([value]));
}

/** One DER element: tag, length in as few bytes as it takes, contents. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  if (body.length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, body.length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, body.length >> 8, body.length & 0xff]), body]);
}
