import { expect, test } from 'vitest';
import { secretsInValuesFile } from '../../src/mask/values-file.js';

const values = (text: string, name = 'values') =>
  secretsInValuesFile(Buffer.from(text), name).map((value) => Buffer.from(value).toString());

test('one secret a line', () => {
  expect(values('river-1\n\n  stone=8== \r\n# not a comment\nlast')).toEqual([
    'river-1',
    'stone=8==',
    '# not a comment',
    'last',
  ]);
});

test('bytes that are no UTF-8 are kept', () => {
  expect(secretsInValuesFile(Buffer.from([200, 201, 10, 0, 255]), 'values')).toEqual([
    Buffer.from([200, 201]),
    Buffer.from([0, 255]),
  ]);
});

test('every string of JSON, however deep', () => {
  expect(values('{"a":"river-1","b":{"c":["stone-8",7,null,true]},"key":"two\\nlines"}')).toEqual([
    'river-1',
    'stone-8',
    'two\nlines',
  ]);
  expect(values('["river-1"]')).toEqual(['river-1']);
});

test('a line that begins with a bracket and is no JSON is a line', () => {
  expect(values('[river-1\n{stone-8')).toEqual(['[river-1', '{stone-8']);
});

test('an .env file', () => {
  const text =
    'A=river-1\nexport B="two\\nlines \\"x\\""\n# C=no\nD=\'$stone 8\'\nE=\nF=a=b==\n\n G = spaced \nH="real\nline end"\n';
  expect(values(text, 'prod.env')).toEqual([
    'river-1',
    'two\nlines "x"',
    '$stone 8',
    'a=b==',
    'spaced',
    'real\nline end',
  ]);
  expect(values('A=river-1', 'values.txt')).toEqual(['A=river-1']);
});

test('an empty file holds nothing', () => {
  expect(values('')).toEqual([]);
  expect(values('\n \n', '.env')).toEqual([]);
});
