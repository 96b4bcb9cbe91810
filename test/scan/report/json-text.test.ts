import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../../src/scan/report/json-text.js';
import { anyText } from './any-text.js';

it('escapes what a terminal would obey', () => {
  expect(jsonText({ path: 'a\u009b31m\u202e\u{e0041}\ud800é🔑\n' })).toBe(
    '{"path":"a\\u009b31m\\u202e\\udb40\\udc41\\ud800é🔑\\n"}',
  );
});

it('indents', () => {
  expect(jsonText({ list: [1] }, 1)).toBe('{\n "list": [\n  1\n ]\n}');
});

it('is the same document to a program, and printable', () => {
  fc.assert(
    fc.property(fc.array(anyText), fc.constantFrom(undefined, 2), (list, indent) => {
      const text = jsonText(list, indent);
      expect(JSON.parse(text)).toEqual(list);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
