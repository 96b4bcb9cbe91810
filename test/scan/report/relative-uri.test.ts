import { expect, it } from 'vitest';
import { relativeUri } from '../../../src/scan/report/relative-uri.js';

it.each([
  ['src/main.ts', 'src/main.ts'],
  ['a b/c#d?e%f.ts', 'a%20b/c%23d%3Fe%25f.ts'],
  ['C:/x', 'C%3A/x'],
  ['javascript:alert(1)', 'javascript%3Aalert%281%29'],
  ['//host/share', 'host/share'],
  ['/etc/passwd', 'etc/passwd'],
  ['../up/[x].ts', '../up/%5Bx%5D.ts'],
  ['naïve/🔑', 'na%C3%AFve/%F0%9F%94%91'],
  ['half\ud83d', 'half%EF%BF%BD'],
])('%j becomes %s', (path, uri) => {
  expect(relativeUri(path)).toBe(uri);
  expect(new URL(uri, 'https://host/root/').host).toBe('host');
});
