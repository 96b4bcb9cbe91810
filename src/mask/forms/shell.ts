import { type EscapeStyle, escapeText, octalEscapes, prefixed } from './escape.js';

/** What `printf %q` of bash puts a backslash in front of (lib/sh/shquote.c); the comma since 4.4. */
const BASH_SPECIAL = ' \t\'"\\|&;()<>!{}*[]?^$`';

/** Escapes inside `$'…'`; anything unprintable becomes octal. */
const DOLLAR_QUOTE = {
  '\x07': '\\a',
  '\b': '\\b',
  '\x1b': '\\E',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
};

const DOLLAR_STYLES: readonly EscapeStyle[] = [
  { short: DOLLAR_QUOTE, numeric: /[\0-\x1f\x7f]/, number: octalEscapes },
  // What the C library cannot print in a UTF-8 locale; libraries differ on format characters.
  { short: DOLLAR_QUOTE, numeric: /[\p{Cc}\p{Zl}\p{Zp}]/u, number: octalEscapes },
  { short: DOLLAR_QUOTE, numeric: /[\p{C}\p{Zl}\p{Zp}]/u, number: octalEscapes },
  { short: { ...DOLLAR_QUOTE, '\x1b': '\\e' }, numeric: /[\0-\x1f\x7f]/, number: octalEscapes },
  { short: DOLLAR_QUOTE, numeric: /[^\x20-\x7e]/, number: octalEscapes },
];

/** How shells write the text back: quotes of each kind, `printf %q`, `set -x`, `declare -p`, `$'…'`. */
export function shellForms(text: string): string[] {
  return [
    text.replaceAll("'", "'\\''"),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll("'", "\\'"),
    text.replaceAll("'", "\\'").replaceAll('"', '\\"'),
    text.replace(/[\\']/g, '\\$&'),
    // ls --quoting-style=escape.
    text.replace(/[\\ ]/g, '\\$&'),
    text.replace(/[\\"$`]/g, '\\$&'),
    text.replace(/[\\"$`!]/g, '\\$&'),
    ...backslashForms(text),
    ...DOLLAR_STYLES.map((style) => escapeText(text, style)),
  ];
}

function backslashForms(text: string): string[] {
  const withComma = escapeText(text, onlyShort(prefixed(`${BASH_SPECIAL},`, '\\')));
  const withoutComma = escapeText(text, onlyShort(prefixed(BASH_SPECIAL, '\\')));
  return [
    withComma,
    withoutComma,
    // A tilde or number sign is special at the start only.
    withComma.replace(/^[~#]/, '\\$&'),
    withoutComma.replace(/^[~#]/, '\\$&'),
    // A tilde after `=` or `:` as well.
    withComma.replace(/(?<=[=:]|^)~|^#/g, '\\$&'),
    // zsh's (q), ls --quoting-style=escape and Ruby's shellescape know fewer harmless characters.
    text.replace(/[^A-Za-z0-9_\-.,:+/@\u0080-\u{10ffff}]/gu, '\\$&'),
    text.replace(/[^A-Za-z0-9_\-.,:+/@]/gu, '\\$&'),
  ];
}

function onlyShort(short: Readonly<Record<string, string>>): EscapeStyle {
  return { short, numeric: /[^\s\S]/, number: () => '' };
}
