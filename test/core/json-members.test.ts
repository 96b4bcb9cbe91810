import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonMembers } from '../../src/core/json-members.js';

const membersOf = (text: string) => Object.fromEntries(jsonMembers(text) ?? []);

describe('the members of a JSON object', () => {
  test('are texts where they are strings, and JSON where they are not', () => {
    expect(membersOf('{"a":"x","b":1,"c":true,"d":null,"e":[1,2],"f":{"g":"h"}}')).toEqual({
      a: 'x',
      b: '1',
      c: 'true',
      d: 'null',
      e: '[1,2]',
      f: '{"g":"h"}',
    });
  });

  test('keep every digit of a number, and what is nested as it is written', () => {
    expect(membersOf('{"id": 12345678901234567890, "n": 1.50, "o": { "x" : 1e400 } }')).toEqual({
      id: '12345678901234567890',
      n: '1.50',
      o: '{ "x" : 1e400 }',
    });
  });

  test('are unescaped', () => {
    expect(membersOf(String.raw`{"a\"b\u00e9":"\\ \n \ud83d\ude00 {\"x\":[}"}`)).toEqual({
      'a"bé': '\\ \n 😀 {"x":[}',
    });
  });

  test('count last where a name stands twice, and may be called anything', () => {
    expect([...(jsonMembers('{"a":1,"__proto__":"p","a":2,"":3}') ?? [])]).toEqual([
      ['a', '2'],
      ['__proto__', 'p'],
      ['', '3'],
    ]);
  });

  test.each(['', '[]', '"a"', '1', 'null', '{', '{a:1}', '{"a":1}x', 'token={"a":1}'])('are none in %j', (text) => {
    expect(jsonMembers(text)).toBeUndefined();
  });

  test('are found below very deep nesting', () => {
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
    expect(membersOf(`{"a":${deep},"b":"c"}`)).toEqual({ a: deep, b: 'c' });
  });

  test('are what JSON.parse finds, whatever the white space', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t', '  ');
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), spaces, (object, space) => {
        const text = JSON.stringify(object, undefined, space);
        const members = jsonMembers(` ${text}\n`) ?? new Map<string, string>();
        expect([...members.keys()].sort()).toEqual(Object.keys(JSON.parse(text)).sort());
        for (const [name, value] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
          const member = members.get(name) ?? '';
          expect(typeof value === 'string' ? member : JSON.parse(member)).toEqual(value);
        }
      }),
    );
  });
});
