import { describe, expect, test } from 'vitest';
import { doubledForms } from '../../../src/mask/forms/doubled.js';
import { escapeText, hexadecimal, octalEscapes, prefixed, utf16Escapes } from '../../../src/mask/forms/escape.js';
import { jsonForms } from '../../../src/mask/forms/json.js';
import { markupForms } from '../../../src/mask/forms/markup.js';
import { percentForms } from '../../../src/mask/forms/percent.js';
import { shellForms } from '../../../src/mask/forms/shell.js';
import { sourceLiteralForms } from '../../../src/mask/forms/source-literals.js';
import { utf16Forms } from '../../../src/mask/forms/utf16.js';
import { windowsForms } from '../../../src/mask/forms/windows.js';

// What a tool prints is checked with the tool in ../tools; here are the writers that this machine may not have.

describe('JSON', () => {
  test.each([
    ['JavaScript', 'a"b\\c\n</é\u2028', 'a\\"b\\\\c\\n</é\u2028'],
    ['Go', '<&>\u2028\b', '\\u003c\\u0026\\u003e\\u2028\\b'],
    ['Go before 1.22', 'a\b\f', 'a\\u0008\\u000c'],
    ['Python', 'é😀', '\\u00e9\\ud83d\\ude00'],
    ['PHP', 'a/é"', 'a\\/\\u00e9\\"'],
    ['.NET', 'a"+\'<é`', 'a\\u0022\\u002B\\u0027\\u003C\\u00E9\\u0060'],
    ['Gson', "a='<", 'a\\u003d\\u0027\\u003c'],
    ['jq', 'a\x7fé', 'a\\u007fé'],
    ['twice', 'a"\n', 'a\\\\\\"\\\\n'],
    ['twice by Go', '<a>', '\\\\u003ca\\\\u003e'],
  ])('%s', (_, text, form) => expect(jsonForms(text)).toContain(form));
});

describe('shells', () => {
  test.each([
    ['bash set -x', "it's", "it'\\''s"],
    ['dash set -x', "it's", `it'"'"'s`],
    ['declare -p', 'a"$`\\', 'a\\"\\$\\`\\\\'],
    ['printf %q', 'a b,c$', 'a\\ b\\,c\\$'],
    ['printf %q before 4.4', 'a b,c$', 'a\\ b,c\\$'],
    ['a tilde in front', '~a', '\\~a'],
    ['a tilde behind =', 'x=~a', 'x=\\~a'],
    ['a number sign in front', '#a', '\\#a'],
    ['ANSI quotes', "a\n'\x1b\x01", "a\\n\\'\\E\\001"],
    ['ANSI quotes of zsh', 'a\x1b', 'a\\e'],
    ['the C locale', 'é', '\\303\\251'],
    ['Ruby', 'a=b~c%d', 'a\\=b\\~c\\%d'],
    ['double quotes with history', 'a!b', 'a\\!b'],
  ])('%s', (_, text, form) => expect(shellForms(text)).toContain(form));
});

describe('source code', () => {
  test.each([
    ['Go %q', 'a"\x07\x00é', 'a\\"\\a\\x00é'],
    ['Go %+q', 'é😀', '\\u00e9\\U0001f600'],
    ['Python repr', "a'\n\x00", "a'\\n\\x00"],
    ['Python repr with both quotes', `a'"`, `a\\'"`],
    ['Python ascii', 'é€', '\\xe9\\u20ac'],
    ['Python bytes', 'é', '\\xc3\\xa9'],
    ['Node', '\x1b\b', '\\x1B\\b'],
    ['C and git', 'é"\t', '\\303\\251\\"\\t'],
    ['Java properties', 'a=b:c#', 'a\\=b\\:c\\#'],
    ['Rust', '\x1b"\0', '\\u{1b}\\"\\0'],
    ['YAML', 'é\x1b\u0085', '\\xE9\\e\\N'],
    ['Ruby', '#{a}\x1b', '\\#{a}\\e'],
    ['PHP', 'a\\b', 'a\\\\b'],
  ])('%s', (_, text, form) => expect(sourceLiteralForms(text)).toContain(form));
});

describe('markup', () => {
  test.each([
    ['text', 'a<b>&"', 'a&lt;b&gt;&amp;"'],
    ['XML attribute', `"'`, '&quot;&apos;'],
    ['Go', `"'\n`, '&#34;&#39;&#xA;'],
    ['Python', `"'`, '&quot;&#x27;'],
    ['PHP', `"'`, '&quot;&#039;'],
    ['decimal', 'é€', '&#233;&#8364;'],
    ['hexadecimal', 'é', '&#xE9;'],
    ['OWASP', "a/b'", 'a&#x2F;b&#x27;'],
    ['mustache', 'a=`', 'a&#x3D;&#x60;'],
    ['white space in an attribute', 'a\n\tb', 'a&#10;&#9;b'],
    ['Go without a control character', 'a\x01', 'a\ufffd'],
  ])('%s', (_, text, form) => expect(markupForms(text)).toContain(form));
});

describe('percent', () => {
  test.each([
    ['everything', 'a b/é', 'a%20b%2F%C3%A9'],
    ['lower case', 'a b/é', 'a%20b%2f%c3%a9'],
    ['form', 'a b+', 'a+b%2B'],
    ['path', 'a/b c', 'a/b%20c'],
    ['twice', 'a b', 'a%2520b'],
    ['component', "a!~*'() b", "a!~*'()%20b"],
    ["URL's password", 'a%b:c', 'a%b%3Ac'],
    ["Go's path", 'a=b@c d', 'a=b@c%20d'],
  ])('%s', (_, text, form) => expect(percentForms(Buffer.from(text))).toContain(form));

  test('bytes that are no text', () => expect(percentForms(Buffer.from([0, 255]))).toContain('%00%FF'));
});

describe('the rest', () => {
  test.each([
    ['PowerShell', 'a"$`\n', 'a`"`$```n'],
    ['cmd', 'a&b|c%', 'a^&b^|c^%'],
    ['a batch file', '100%', '100%%'],
    ['a batch file with carets', 'a&b%', 'a^&b%%'],
  ])('%s', (_, text, form) => expect(windowsForms(text)).toContain(form));

  test.each([
    ['SQL and YAML', "a'b", "a''b"],
    ['CSV', 'a"b', 'a""b'],
    ['make', 'a$b#c', 'a$$b\\#c'],
    ['compose in YAML', "a$b'c", "a$$b''c"],
    ['Terraform', 'a${b}%{c}"', 'a$${b}%%{c}\\"'],
  ])('%s', (_, text, form) => expect(doubledForms(text)).toContain(form));

  test('UTF-16, both ways round', () => {
    expect(utf16Forms('aé').map((bytes) => [...bytes])).toEqual([
      [97, 0, 233, 0],
      [0, 97, 0, 233],
    ]);
  });

  test('the pieces that styles are made of', () => {
    expect(prefixed('"$', '\\')).toEqual({ '"': '\\"', $: '\\$' });
    expect(hexadecimal(10, 4)).toBe('000a');
    expect(utf16Escapes(0x1f600)).toBe('\\ud83d\\ude00');
    expect(octalEscapes(0xe9)).toBe('\\303\\251');
    expect(escapeText('a1b', { short: { a: 'A' }, numeric: /\d/, number: (point) => `<${point}>` })).toBe('A<49>b');
    expect(escapeText('constructor', { short: {}, numeric: /\d/, number: String })).toBe('constructor');
  });
});
