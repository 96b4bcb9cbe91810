import { type EscapeStyle, escapeText, hexadecimal, prefixed, utf16Escapes } from './escape.js';

const SHORT = { '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
const SLASH = prefixed('/', '\\');
const CONTROL = /[\0-\x1f]/;
const NOT_ASCII = /[^\x20-\x7f]/;

const STYLES: readonly EscapeStyle[] = [
  { short: SHORT, numeric: CONTROL, number: utf16Escapes },
  { short: { ...SHORT, ...SLASH }, numeric: CONTROL, number: utf16Escapes },
  // Go: HTML characters and the two line separators; before 1.22 it had no `\b` and `\f`.
  { short: SHORT, numeric: /[\0-\x1f<>&\u2028\u2029]/, number: utf16Escapes },
  { short: { ...SHORT, '\b': '\\u0008', '\f': '\\u000c' }, numeric: /[\0-\x1f<>&\u2028\u2029]/, number: utf16Escapes },
  // jq.
  { short: SHORT, numeric: /[\0-\x1f\x7f]/, number: utf16Escapes },
  // Python, jq -a; then PHP, which escapes the slash too.
  { short: SHORT, numeric: NOT_ASCII, number: utf16Escapes },
  { short: SHORT, numeric: /[^\x20-\x7e]/, number: utf16Escapes },
  { short: { ...SHORT, ...SLASH }, numeric: NOT_ASCII, number: utf16Escapes },
  // Templates that embed JSON in a page: Rails, Django, Jinja, Gson.
  { short: SHORT, numeric: /[^\x20-\x7f]|[<>&']/, number: utf16Escapes },
  { short: SHORT, numeric: /[\0-\x1f<>&'\u2028\u2029]/, number: utf16Escapes },
  { short: SHORT, numeric: /[\0-\x1f<>&'=\u2028\u2029]/, number: utf16Escapes },
  // .NET: a number for the quote as well, upper case.
  { short: { ...SHORT, '"': '\\u0022' }, numeric: /[^\x20-\x7e]|[<>&'+`]/, number: upperCaseUtf16Escapes },
  { short: SHORT, numeric: /[^\x20-\x7e]|[<>&']/, number: upperCaseUtf16Escapes },
];

/** How the text stands between the quotes of a JSON string, by the writers in use, and once more inside another JSON string. */
export function jsonForms(text: string): string[] {
  const once = new Set(STYLES.map((style) => escapeText(text, style)));
  const twice = Array.from(once, (form) => JSON.stringify(form).slice(1, -1));
  return [...once, ...twice];
}

function upperCaseUtf16Escapes(codePoint: number): string {
  return utf16Escapes(codePoint).replace(
    /\\u[0-9a-f]{4}/g,
    (found) => `\\u${hexadecimal(Number.parseInt(found.slice(2), 16), 4).toUpperCase()}`,
  );
}
