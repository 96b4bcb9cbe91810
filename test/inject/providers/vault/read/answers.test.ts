import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFrom } from '../../../../../src/inject/providers/vault/read/answer-from.js';
import { goneVersion, isVersioned, kvAnswer } from '../../../../../src/inject/providers/vault/read/kv-answer.js';
import { textsOf } from '../vault-world.js';

const replyOf = (text: string) => ({
  status: 200,
  headers: {},
  body: JSON.parse(text) as unknown,
  text,
  address: 'https://a.test',
});
const fieldsOf = (json: string) => textsOf(answerFrom(replyOf(`{"data":${json}}`), ['data'], 0));

describe('the values of an answer', () => {
  it.each([
    ['{"a":"text"}', { a: 'text' }],
    ['{"a":"","b":"null"}', { a: '', b: 'null' }],
    ['{"a":null,"b":false,"c":0}', { b: 'false', c: '0' }],
    [
      '{"a":1e400,"b":-0,"c":1.50,"d":99999999999999999999}',
      { a: '1e400', b: '-0', c: '1.50', d: '99999999999999999999' },
    ],
    ['{"a": [ 1, "x" ] ,"b":{ "c" : null }}', { a: '[ 1, "x" ]', b: '{ "c" : null }' }],
    ['{"a\\"b":"\\ud83d\\ude00\\n"}', { 'a"b': '😀\n' }],
    ['{"a":"first","a":"last"}', { a: 'last' }],
    ['{}', {}],
    ['null', {}],
    ['"text"', {}],
  ])('%s', (json, expected) => {
    expect(fieldsOf(json)).toEqual(expected);
  });

  it('are every text that can be stored, byte for byte', () => {
    const key = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '__proto__');
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(key, text), (data) => {
        expect(fieldsOf(JSON.stringify(data))).toEqual({ ...data });
      }),
    );
  });

  it('come with a lease where there is an id', () => {
    const text = '{"lease_id":"database/creds/a/1","lease_duration":60,"renewable":true,"data":{"a":"b"}}';
    expect(answerFrom(replyOf(text), ['data'], 7).lease).toEqual({
      id: 'database/creds/a/1',
      seconds: 60,
      grantedAt: 7,
      renewable: true,
    });
    const plain = '{"lease_id":"","lease_duration":2764800,"renewable":false,"data":{"a":"b"}}';
    expect(answerFrom(replyOf(plain), ['data'], 7).lease).toBeUndefined();
  });
});

describe('KV of version 2', () => {
  const versioned = (data: string, metadata: string) => replyOf(`{"data":{"data":${data},"metadata":${metadata}}}`);

  it('has its values one level deeper, and a version', () => {
    const answer = kvAnswer('vault://kv/a', versioned('{"a":1.0}', '{"version":12,"deletion_time":""}'), 0);
    expect([textsOf(answer), answer.version]).toEqual([{ a: '1.0' }, '12']);
  });

  it('may hold an empty secret, and one that is called like a part of the form', () => {
    expect(textsOf(kvAnswer('x', versioned('{}', '{"version":1}'), 0))).toEqual({});
    const odd = versioned('{"data":"d","metadata":"m"}', '{"version":1}');
    expect(textsOf(kvAnswer('x', odd, 0))).toEqual({ data: 'd', metadata: 'm' });
  });

  it('says which version is gone, and since when', () => {
    const gone = (metadata: string) => () => kvAnswer('vault://kv/a', versioned('null', metadata), 0);
    expect(gone('{"version":3,"deletion_time":"2026-01-02T03:04:05Z","destroyed":false}')).toThrow(
      'cannot read "vault://kv/a": version 3 was deleted at 2026-01-02T03:04:05Z',
    );
    expect(gone('{"version":3,"deletion_time":"","destroyed":true,"created_time":"2026-01-01T00:00:00Z"}')).toThrow(
      'version 3 was destroyed for good (it was written at 2026-01-01T00:00:00Z)',
    );
    expect(gone('{"version":3,"destroyed":true}')).toThrow('version 3 was destroyed for good');
  });

  it('says nothing of the kind where there is no version', () => {
    expect(goneVersion('x', {})).toBeUndefined();
    expect(goneVersion('x', { version: 1, deletion_time: '', destroyed: false })).toBeUndefined();
  });

  it.each([
    ['{"data":{"data":{"a":1},"metadata":{"version":1}}}', true],
    ['{"data":{"data":null,"metadata":{"version":1}}}', true],
    ['{"data":{"data":{"a":1},"metadata":{}}}', false],
    ['{"data":{"data":"x","metadata":"y"}}', false],
    ['{"data":{"a":1}}', false],
    ['{}', false],
  ])('is told from version 1 by its form: %s', (text, expected) => {
    expect(isVersioned(JSON.parse(text))).toBe(expected);
  });
});
