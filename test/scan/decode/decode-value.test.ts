import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue } from '../../../src/scan/decode/decode-value.js';
import { base62 } from '../../fixtures/made-up-tokens.js';
import { inspect, makeInspector } from '../engine.js';
import { base64 } from './encoders.js';

const password = `${base62('value', 13)}5`;

describe('decodeValue', () => {
  it.each([
    ['base64', base64('some text'), 'some text', 'base64'],
    ['base64 with padding, however short', base64('root'), 'root', 'base64'],
    ['base64 without padding', base64('some text!!').replace('=', ''), 'some text!!', 'base64'],
    ['base64 for URLs', Buffer.from('what? ~~~ yes').toString('base64url'), 'what? ~~~ yes', 'base64'],
    ['a line feed behind it', base64('some text\n'), 'some text', 'base64'],
    ['hex', Buffer.from('some text').toString('hex'), 'some text', 'hex'],
    ['percent escapes', 'p%40ss%20word', 'p@ss word', 'percent'],
    ['several in each other', base64(base64(base64('some text'))), 'some text', 'base64, base64, base64'],
    ['compressed', base64(gzipSync('some text')), 'some text', 'base64, gzip'],
    ['UTF-16', base64(Buffer.from('some text', 'utf16le')), 'some text', 'base64, utf-16'],
  ])('reads %s', (_, value, text, from) => {
    const decoded = decodeValue(value);
    expect([decoded?.text, decoded?.from.join(', ')]).toEqual([text, from]);
  });

  it.each([
    ['a word', 'password'],
    ['letters and digits', 'Wm7tKq92xLp0Zs'],
    ['a random key', 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJ'],
    ['a digest', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a wrong length', 'c29tZSB0ZXh0a'],
    ['padding in the middle', 'c29t=ZSB0ZXh0'],
    ['an empty value', ''],
    ['an escape that is none', '100%ok'],
    ['an escape of half a character', 'a%C3b'],
  ])('leaves %s alone', (_, value) => {
    expect(decodeValue(value)).toBeUndefined();
  });

  it('gives back what was encoded', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc XYZ-0189!@#$'), minLength: 9, maxLength: 60 });
    fc.assert(
      fc.property(text, (plain) => {
        fc.pre(plain.trim() === plain && decodeValue(plain) === undefined);
        expect(decodeValue(base64(plain))?.text).toBe(plain);
        expect(decodeValue(Buffer.from(plain).toString('hex'))?.text).toBe(plain);
      }),
    );
  });

  it('ends, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodeValue(text)));
  });
});

describe('a value under a name that says secret', () => {
  const inspector = makeInspector();
  const found = (content: string, path: string) =>
    inspect(inspector, content, path).discoveries.map(
      ({ rule, line, column, endColumn, revealed, decodedFrom }) =>
        `${rule} ${line}:${column}-${endColumn} ${revealed} <${decodedFrom}>`,
    );
  const written = base64(password);
  const to = (from: number) => `${from}-${from + written.length}`;

  it('in a Kubernetes Secret is the decoded one, at the place of the encoded one', () => {
    const content = `apiVersion: v1\nkind: Secret\ndata:\n  DB_PASSWORD: ${written}\n`;
    expect(found(content, 'secret.yaml')).toEqual([`generic-password 4:${to(16)} ${password} <base64>`]);
  });

  it('has one fingerprint, raw or encoded', () => {
    const prints = [password, written, base64(`${password}\n`), Buffer.from(password).toString('hex')].map(
      (value) => inspect(inspector, `DB_PASSWORD: ${value}\n`, 'a.yaml').discoveries[0]?.fingerprint,
    );
    expect(prints[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(prints).size).toBe(1);
  });

  it('that is a weak password in base64 is no stronger for it', () => {
    const confidences = ['hunter2', 'admin123'].map(
      (value) => inspect(inspector, `DB_PASSWORD: ${base64(value)}\n`, 'a.yaml').discoveries[0]?.confidence,
    );
    expect(confidences).toEqual(['medium', 'medium']);
  });

  it.each([
    [
      'a Docker config',
      'config.json',
      (auth: string) => `{"auths":{"r.example":{"auth":"${auth}"}}}`,
      'docker-config-auth',
    ],
    ['an .npmrc', '.npmrc', (auth: string) => `//r.example/:_auth=${auth}\n`, 'npm-registry-auth'],
    [
      'an Authorization header',
      'a.js',
      (auth: string) => `headers: { Authorization: 'Basic ${auth}' }`,
      'http-basic-authorization',
    ],
  ])('%s gives the password behind the user', (_, path, embed, rule) => {
    const auth = base64(`builder:${password}`);
    const content = embed(auth);
    const column = content.indexOf(auth) + 1;
    expect(found(content, path)).toEqual([`${rule} 1:${column}-${column + auth.length} ${password} <base64>`]);
  });

  it('a Docker config in a Kubernetes Secret', () => {
    const config = JSON.stringify({ auths: { 'r.example': { username: 'b', auth: base64(`builder:${password}`) } } });
    const content = `kind: Secret\ndata:\n  .dockerconfigjson: ${base64(config)}\n`;
    expect(found(content, 'secret.yaml').map((one) => one.replace(/ .* </, ' <'))).toEqual([
      'docker-config-auth <base64, base64>',
    ]);
  });

  it('a .netrc and a .pypirc in base64', () => {
    const netrc = `machine git.example.org\n  login builder\n  password ${password}\n`;
    const pypirc = `[distutils]\nindex-servers = r\n\n[r]\nusername = builder\npassword = ${password}\n`;
    for (const text of [netrc, pypirc]) {
      const [discovery] = inspect(inspector, `FILE: ${base64(text)}\n`, 'ci.yaml').discoveries;
      expect(discovery).toMatchObject({ revealed: password, decodedFrom: 'base64' });
    }
  });
});
