import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytePath, childPath, openablePath, shownPath } from '../../../src/scan/sources/byte-path.js';

test.each([
  ['.', '.'],
  ['./', '.'],
  ['./.', '.'],
  ['', '.'],
  ['src', 'src'],
  ['src/', 'src'],
  ['./src', 'src'],
  ['././src//a/./', 'src/a'],
  ['.//src', 'src'],
  ['..', '..'],
  ['../', '..'],
  ['.hidden', '.hidden'],
  ['/', '/'],
  ['//', '/'],
  ['/.', '/'],
  ['/tmp/', '/tmp'],
  ['a.', 'a.'],
  ['a/..', 'a/..'],
])('%j becomes %j', (typed, expected) => {
  expect(bytePath(typed)).toBe(expected);
});

test('one character a byte, whatever the letters', () => {
  expect(bytePath('é')).toBe('\xc3\xa9');
  expect(openablePath('\xc3\xa9')).toEqual(Buffer.from('é'));
});

test('bytes that are no UTF-8 are shown as U+FFFD and opened as they are', () => {
  expect(shownPath('src/a\xffb')).toBe('src/a\ufffdb');
  expect([...openablePath('a\xffb')]).toEqual([0x61, 0xff, 0x62]);
});

test.each([
  ['.', 'a', 'a'],
  ['src', 'a', 'src/a'],
  ['/', 'a', '/a'],
  ['..', 'a', '../a'],
])('in %j the entry %j is %j', (folder, name, expected) => {
  expect(childPath(folder, name)).toBe(expected);
});

test('what a person typed is what a person sees, and no two paths that differ are opened alike', () => {
  const name = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[/\\]/.test(text) && text !== '.');
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      const path = names.join('/');
      expect(shownPath(bytePath(path))).toBe(path);
      expect(openablePath(bytePath(path)).equals(Buffer.from(path))).toBe(true);
    }),
  );
});
