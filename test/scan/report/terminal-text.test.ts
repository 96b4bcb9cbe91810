import { expect, it } from 'vitest';
import { terminalText } from '../../../src/scan/report/terminal-text.js';

it.each([
  ['plain name.ts', 'plain name.ts'],
  ['naïve/日本語/🔑.ts', 'naïve/日本語/🔑.ts'],
  ['a\nb\rc\td', 'a\\nb\\rc\\td'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b'],
  ['exe\u202ecod.txt', 'exe\\u{202e}cod.txt'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
  ['\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
  ['half \ud83d', 'half \\u{d83d}'],
])('%j shows as %s', (text, shown) => {
  expect(terminalText(text)).toBe(shown);
});
