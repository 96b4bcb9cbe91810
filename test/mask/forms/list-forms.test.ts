import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Cores, matchesSextet } from '../../../src/mask/forms/base64.js';
import { derivedValues } from '../../../src/mask/forms/derived-values.js';
import type { FormName } from '../../../src/mask/forms/form.js';
import { listForms } from '../../../src/mask/forms/list-forms.js';

const formsOf = (secret: string | Uint8Array, name?: FormName) =>
  listForms(Buffer.from(secret as string))
    .filter((form) => name === undefined || form.name === name)
    .map((form) => Buffer.from(form.bytes).toString('latin1'));

describe('the list', () => {
  test('begins with the plain value, holds nothing twice, and no encoding shorter than 6', () => {
    const secrets = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
    );
    const property = fc.property(secrets, (secret) => {
      fc.pre(
        Buffer.from(secret as string)
          .toString('latin1')
          .trim() !== '',
      );
      const forms = listForms(Buffer.from(secret as string));
      expect(forms[0]?.name).toBe('plain');
      const keys = forms.map(({ bytes, before, after }) =>
        JSON.stringify([Buffer.from(bytes).toString('latin1'), before, after]),
      );
      expect(new Set(keys).size).toBe(keys.length);
      for (const { name, bytes } of forms)
        if (name !== 'plain' && name !== 'derived') expect(bytes.length).toBeGreaterThanOrEqual(6);
    });
    fc.assert(property, { numRuns: 200 });
  });

  test('a token of letters and digits needs few', () => {
    expect(new Set(listForms(Buffer.from('q1w2e3r4t5y6u7i8')).map((form) => form.name))).toEqual(
      new Set(['plain', 'base64', 'base64-twice', 'hex', 'utf16', 'base64-utf16']),
    );
    expect(listForms(Buffer.from('q1w2e3r4t5y6u7i8')).length).toBeLessThan(25);
  });

  test('memory stays linear: a bound on all forms together', () => {
    for (const length of [20, 200, 2000]) {
      const total = (text: string) => listForms(Buffer.from(text)).reduce((sum, form) => sum + form.bytes.length, 0);
      expect(total('aB3'.repeat(length).slice(0, length))).toBeLessThan(60 * length);
      expect(total('a"\'<é\\\n$'.repeat(length).slice(0, length))).toBeLessThan(1200 * length);
    }
  });

  test('binary secrets have the binary forms', () => {
    const secret = Buffer.from([0, 200, 201, 255, 10, 7, 128]);
    expect(new Set(listForms(secret).map((form) => form.name))).toEqual(
      new Set(['plain', 'base64', 'base64url', 'base64-twice', 'hex', 'percent']),
    );
    expect(formsOf(secret, 'hex')).toEqual(['00c8c9ff0a0780', '00C8C9FF0A0780']);
  });

  test('lines: long ones, not the header of a key, not a ruler', () => {
    expect(
      formsOf('-----BEGIN X KEY-----\nMIIEabcd\nshort\n  padded-line \n----------\n-----END X KEY-----', 'line'),
    ).toEqual(['MIIEabcd', 'padded-line']);
    expect(formsOf('only-one-line', 'line')).toEqual([]);
  });
});

describe('base64', () => {
  test('whatever stands around a value, one core is in the encoded text, and its neighbours match', () => {
    const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
    const property = fc.property(
      bytes(7),
      fc.uint8Array({ minLength: 5, maxLength: 20 }),
      bytes(7),
      (front, value, behind) => {
        const encoded = Buffer.concat([front, value, behind]).toString('base64');
        const core = base64Cores(value)[front.length % 3];
        const at = encoded.indexOf(core?.text ?? '\0', Math.floor((front.length * 8) / 6));
        expect(at).toBeGreaterThanOrEqual(0);
        if (core?.before !== undefined) expect(matchesSextet(encoded.charCodeAt(at - 1), core.before)).toBe(true);
        const next = encoded.charCodeAt(at + (core?.text.length ?? 0));
        if (core?.after !== undefined) expect(matchesSextet(next, core.after)).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test('a byte outside of both alphabets never matches', () => {
    for (const byte of Buffer.from('=\n *.\0"')) expect(matchesSextet(byte, { mask: 0, bits: 0 })).toBe(false);
    for (const byte of Buffer.from('Az09+/-_')) expect(matchesSextet(byte, { mask: 0, bits: 0 })).toBe(true);
  });
});

describe('values inside a secret', () => {
  test.each([
    [`postgres://app:${'s3cr3t'}-pw@db/x`, ['s3cr3t-pw']],
    ['https://u:a%2Fb%40c1@h', ['a%2Fb%40c1', 'a/b@c1']],
    ['redis://:only-password@h:6379', ['only-password']],
    ['amqp://guest:guest@h', []],
    ['https://h/path?x=a:b@c', []],
    ['Server=x;Password=changeme;', ['changeme']],
    ["host=x password='with space 1' user=me", ['with space 1']],
    ['AccountName=x;AccountKey=abcd1234+/==;EndpointSuffix=y', ['abcd1234+/==']],
    ['"in-quotes"', ['in-quotes']],
    ['line-1\\nline-2', ['line-1\nline-2']],
    [Buffer.from('robot:hunter-22').toString('base64'), ['robot:hunter-22', 'hunter-22']],
    ['just-a-token-1234', []],
  ])('%j', (secret, values) => expect(derivedValues(secret)).toEqual(values));

  test('are found in linear time', () => {
    const start = process.cpuUsage().user;
    for (const text of [
      'a'.repeat(300_000),
      'a://b:'.repeat(50_000),
      '"'.repeat(300_000),
      'password='.repeat(30_000),
      '://a:b'.repeat(30_000),
    ])
      derivedValues(text);
    expect(process.cpuUsage().user - start).toBeLessThan(20_000_000);
  });
});
