import { type EscapeStyle, escapeText, hexadecimal, octalEscapes, utf16Escapes } from './escape.js';

const LINE = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
const C = { ...LINE, '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v' };
const DOUBLE = { '"': '\\"' };
const SINGLE = { "'": "\\'" };
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const NOT_ASCII = /[^\x20-\x7e]/;

const STYLES: readonly EscapeStyle[] = [
  // Go's %q and %+q.
  { short: { ...C, ...DOUBLE }, numeric: UNPRINTABLE, number: goNumber },
  { short: { ...C, ...DOUBLE }, numeric: NOT_ASCII, number: goNumber },
  // Python's repr and ascii escape the quote only if both kinds occur.
  { short: LINE, numeric: UNPRINTABLE, number: pythonNumber },
  { short: { ...LINE, ...SINGLE }, numeric: UNPRINTABLE, number: pythonNumber },
  { short: LINE, numeric: NOT_ASCII, number: pythonNumber },
  { short: { ...LINE, ...SINGLE }, numeric: NOT_ASCII, number: pythonNumber },
  // Python's bytes, byte by byte.
  { short: LINE, numeric: NOT_ASCII, number: byteEscapes },
  { short: { ...LINE, ...SINGLE }, numeric: NOT_ASCII, number: byteEscapes },
  // Node's inspect.
  { short: { ...LINE, '\b': '\\b', '\f': '\\f' }, numeric: /[\0-\x1f\x7f-\x9f]/, number: upperCaseByte },
  { short: { ...LINE, ...SINGLE, '\b': '\\b', '\f': '\\f' }, numeric: /[\0-\x1f\x7f-\x9f]/, number: upperCaseByte },
  // C, git and Java properties.
  { short: { ...C, ...DOUBLE }, numeric: NOT_ASCII, number: octalEscapes },
  { short: { ...C, ...DOUBLE, ...SINGLE }, numeric: NOT_ASCII, number: octalEscapes },
  { short: { ...LINE, ...DOUBLE }, numeric: NOT_ASCII, number: utf16Escapes },
  {
    short: { ...LINE, '\f': '\\f', ':': '\\:', '=': '\\=', '#': '\\#', '!': '\\!' },
    numeric: NOT_ASCII,
    number: utf16Escapes,
  },
  // Rust's {:?}.
  {
    short: { ...LINE, ...DOUBLE, '\0': '\\0' },
    numeric: UNPRINTABLE,
    number: (point) => `\\u{${hexadecimal(point, 1)}}`,
  },
  // YAML in double quotes, by libyaml.
  {
    short: { ...C, ...DOUBLE, '\x1b': '\\e', '\0': '\\0', '\u0085': '\\N', '\u00a0': '\\_' },
    numeric: NOT_ASCII,
    number: yamlNumber,
  },
  { short: { ...C, ...DOUBLE, '\x1b': '\\e', '\0': '\\0' }, numeric: UNPRINTABLE, number: yamlNumber },
  // Ruby's inspect.
  { short: { ...C, ...DOUBLE, '\x1b': '\\e' }, numeric: UNPRINTABLE, number: goNumber },
  // Backslashes only: Perl, PHP's var_export without a quote inside.
  { short: { '\\': '\\\\' }, numeric: /[^\s\S]/, number: byteEscapes },
];

/** How programming languages print the text as a literal of their own, between the quotes. */
export function sourceLiteralForms(text: string): string[] {
  const forms = STYLES.map((style) => escapeText(text, style));
  return [...forms, ...forms.slice(-2).map((form) => form.replace(/#(?=[{$@])/g, '\\#'))];
}

function goNumber(codePoint: number): string {
  return codePoint < 0x80 ? `\\x${hexadecimal(codePoint, 2)}` : wideNumber(codePoint);
}

function pythonNumber(codePoint: number): string {
  return codePoint < 0x100 ? `\\x${hexadecimal(codePoint, 2)}` : wideNumber(codePoint);
}

function wideNumber(codePoint: number): string {
  return codePoint > 0xffff ? `\\U${hexadecimal(codePoint, 8)}` : `\\u${hexadecimal(codePoint, 4)}`;
}

function yamlNumber(codePoint: number): string {
  return pythonNumber(codePoint).replace(/[0-9a-f]+$/, (digits) => digits.toUpperCase());
}

function upperCaseByte(codePoint: number): string {
  return `\\x${hexadecimal(codePoint, 2).toUpperCase()}`;
}

function byteEscapes(codePoint: number): string {
  return Array.from(Buffer.from(String.fromCodePoint(codePoint)), (byte) => `\\x${hexadecimal(byte, 2)}`).join('');
}
