import { generateKeyPairSync } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../src/scan/rules/examples/seeded-random.js';
import { inspect, makeInspector } from '../engine.js';
import { base64, escaped } from './encoders.js';

const inspector = makeInspector();
const random = new SeededRandom('harmless');
const bytes = (length: number) => random.bytes(length);
const wrapped = (text: string, width: number) => (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
const CERTIFICATE = `MIIDdzCCAl+gAwIBAgIE${base64(bytes(640))}`;
const SOURCE = `export function signIn(user, password) {\n  return post('/sign-in', { user, password });\n}\n`.repeat(
  40,
);
const SOURCE_MAP = {
  version: 3,
  sources: ['a.ts'],
  sourcesContent: [SOURCE],
  names: ['password', 'token'],
  mappings: 'AAAA',
};
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), bytes(5000)]);
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path d="M0 0h24v24H0z" fill="none"/></svg>';
/** A descriptor of a message with a field `password`, as generated code embeds it: first bytes are text, all of it is none. */
const DESCRIPTOR = Buffer.concat([
  Buffer.from(
    '\x0a\x0buser.proto\x12\x04demo"0\x0a\x04User\x12\x12\x0a\x04name\x18\x01 \x01(\x09R\x04name\x12\x14\x0a\x08password\x18\x02 \x01(\x09R\x08password',
  ),
]);

describe('what is encoded and no secret', () => {
  it.each([
    [
      'a certificate',
      'ca.pem',
      `-----BEGIN CERTIFICATE-----\n${wrapped(CERTIFICATE, 64)}\n-----END CERTIFICATE-----\n`,
    ],
    [
      'a certificate in base64',
      'kubeconfig',
      `certificate-authority-data: ${base64(`-----BEGIN CERTIFICATE-----\n${wrapped(CERTIFICATE, 64)}\n-----END CERTIFICATE-----\n`)}\n`,
    ],
    ['a public key', 'key.yaml', `publicKey: ${base64(publicKey)}\n`],
    ['an integrity hash', 'index.html', `<script src="a.js" integrity="sha384-${base64(bytes(48))}"></script>\n`],
    [
      'package-lock.json',
      'package-lock.json',
      Array.from(
        { length: 50 },
        (_, at) => `    "node_modules/a${at}": {\n      "integrity": "sha512-${base64(bytes(64))}"\n    },\n`,
      ).join(''),
    ],
    [
      'go.sum',
      'go.sum',
      Array.from(
        { length: 50 },
        (_, at) =>
          `example.org/a${at} v1.${at}.0 h1:${base64(bytes(32))}\nexample.org/a${at} v1.${at}.0/go.mod h1:${base64(bytes(32))}\n`,
      ).join(''),
    ],
    [
      'digests',
      'sums.txt',
      Array.from({ length: 50 }, (_, at) => `${bytes(32).toString('hex')}  file-${at}.tar.gz\n`).join(''),
    ],
    [
      'a source map in a data URL',
      'a.min.js',
      `var a=1;\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${base64(JSON.stringify(SOURCE_MAP))}\n`,
    ],
    [
      'a source map of a megabyte',
      'b.min.js',
      `//# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify({ ...SOURCE_MAP, sourcesContent: [SOURCE.repeat(200)] }))}\n`,
    ],
    ['an image in a data URL', 'a.css', `.a { background: url(data:image/png;base64,${base64(PNG)}) }\n`],
    [
      'a drawing in a data URL',
      'b.css',
      `.a { background: url(data:image/svg+xml;base64,${base64(SVG)}) }\n.b { background: url("data:image/svg+xml,${encodeURIComponent(SVG)}") }\n`,
    ],
    [
      'a font',
      'c.css',
      `src: url(data:font/woff2;base64,${base64(Buffer.concat([Buffer.from('wOF2'), bytes(9000)]))})\n`,
    ],
    ['a protobuf descriptor', 'user_pb.js', `const d = fileDesc("${base64(DESCRIPTOR)}");\n`],
    [
      'a gzipped descriptor in bytes',
      'user.pb.go',
      `var d = []byte{${[...gzipSync(DESCRIPTOR)].map((byte) => `0x${byte.toString(16)}`).join(', ')}}\n`,
    ],
    [
      'compressed data that is no text',
      'data.js',
      `const d = "${base64(gzipSync(bytes(4000)))}", e = "${base64(deflateSync(bytes(4000)))}";\n`,
    ],
    [
      'an address with escapes',
      'a.html',
      '<a href="https://x.example/?next=https%3A%2F%2Fy.example%2Fpassword%3Fpage%3D2&token=%7Btoken%7D">\n',
    ],
    ['words in escapes', 'b.js', `const label = "${escaped('Enter your password: at least 12 characters', '\\u')}";\n`],
    ['a table of bytes', 'c.c', `static char t[] = "${escaped(bytes(300).toString('latin1'), '\\x')}";\n`],
    [
      'a mail',
      'mail.eml',
      'From: a@b.example\nContent-Transfer-Encoding: quoted-printable\n\nYour password =3D the one you chose=\n yourself. Token: see below=2E\n',
    ],
  ])('%s', (_, path, content) => {
    expect(
      inspect(inspector, content, path).discoveries.map(({ rule, decodedFrom }) => `${rule} ${decodedFrom}`),
    ).toEqual([]);
  });

  it('claims of a token that say nothing: the token is found, not what is in it', () => {
    const token = `${json({ alg: 'HS256', typ: 'JWT' })}.${json({ sub: 'somebody', password_changed: true, scope: 'read' })}.${bytes(32).toString('base64url')}`;
    const { discoveries } = inspect(inspector, `Authorization: ${token}\n`, 'request.http');
    expect(discoveries.filter(({ decodedFrom }) => decodedFrom !== undefined)).toEqual([]);
  });

  it.each([
    ['a placeholder', 'changeme'],
    ['a placeholder with blanks', 'your password here'],
    ['a slot', '<DB_PASSWORD>'],
  ])('%s in a Kubernetes Secret', (_, value) => {
    const content = `apiVersion: v1\nkind: Secret\ndata:\n  DB_PASSWORD: ${base64(value)}\n`;
    expect(
      inspect(inspector, content, 'secret.yaml').discoveries.filter(({ confidence }) => confidence !== 'low'),
    ).toEqual([]);
  });
});
