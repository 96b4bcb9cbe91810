import { describe, expect, test } from 'vitest';
import { textAnswer, withoutLineEnd } from '../../../src/inject/providers/text-answer.js';
import { revealText } from '../reveal-text.js';

describe('an answer that is text or bytes', () => {
  test('is itself, and has members where it is a JSON object', () => {
    const { whole, fields } = textAnswer(Buffer.from('{"a":"x","b":[1, 2]}'));
    expect(revealText(whole)).toBe('{"a":"x","b":[1, 2]}');
    expect([...fields].map(([key, value]) => [key, revealText(value)])).toEqual([
      ['a', 'x'],
      ['b', '[1, 2]'],
    ]);
  });

  test.each([['made-up'], ['[{"a":1}]'], ['{"a":1'], ['']])('%j has no members', (text) => {
    expect(textAnswer(Buffer.from(text)).fields.size).toBe(0);
  });

  test('is never changed by being looked into', () => {
    const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d);
    const { whole, fields } = textAnswer(bytes);
    expect(whole?.reveal()).toEqual(bytes);
    expect(fields.size).toBe(0);
  });

  test('keeps a copy of its own', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const { whole } = textAnswer(bytes);
    bytes.fill(0);
    expect(whole?.reveal()).toEqual(Uint8Array.of(1, 2, 3));
  });
});

test.each([
  ['a\n', 'a'],
  ['a\r\n', 'a'],
  ['a\n\n', 'a\n'],
  ['a\r', 'a\r'],
  ['\r\n', ''],
  ['', ''],
  ['\na', '\na'],
])('%j without its line end is %j', (text, without) => {
  expect(Buffer.from(withoutLineEnd(Buffer.from(text))).toString()).toBe(without);
});
