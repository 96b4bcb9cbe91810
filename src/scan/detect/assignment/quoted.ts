import type { ReadValue } from './assignment.js';
import { CLASS, QUOTE } from './characters.js';
import { byteAt, decode, type Readable } from './readable.js';
import { unescapeLiteral } from './unescape.js';

/** In bytes; credentials that are longer have rules of their own (keys in PEM, tokens in JSON). */
export const MAX_VALUE = 1024;

const BACKSLASH = 0x5c;
const BACKTICK = 0x60;

/** A quoted literal and the offset after its closing quote. */
export interface Literal extends ReadValue {
  readonly after: number;
}

/** The quote character at an offset, seen through the backslashes of JSON within JSON; -1 when there is none. */
export function quoteAt(text: Readable, at: number): number {
  let i = at;
  while (i < at + 4 && byteAt(text, i) === BACKSLASH) i++;
  const c = byteAt(text, i);
  return c >= 0 && ((CLASS[c] as number) & QUOTE) !== 0 ? c : -1;
}

/** The offset after the quote at `at` and the backslashes before it. */
export function afterQuote(text: Readable, at: number): number {
  let i = at;
  while (byteAt(text, i) === BACKSLASH) i++;
  return i + 1;
}

/**
 * The literal whose opening quote (or the backslashes before it) is at `at`; nothing when it is empty, not closed or too long.
 * A literal in one pair of `"` or `'` ends with its line, unless a backslash continues it.
 */
export function readQuoted(text: Readable, at: number): Literal | undefined {
  const quote = quoteAt(text, at);
  if (quote < 0) return undefined;
  const start = afterQuote(text, at);
  const depth = start - 1 - at;
  if (depth === 0 && byteAt(text, start) === quote) {
    return byteAt(text, start + 1) === quote ? readTriple(text, start + 2, quote) : undefined;
  }
  const end = depth === 0 ? endOfLiteral(text, start, quote) : endOfEscaped(text, start, quote, depth);
  if (end <= start) return undefined;
  let raw = decode(text, start, end);
  // JSON within JSON: what stands between `\"` and `\"` was escaped once more than the rest.
  for (let i = depth; i > 0; i = i >> 1) raw = unescapeLiteral(raw);
  const value = quote === BACKTICK || isRaw(text, at) ? raw : unescapeDoubled(unescapeLiteral(raw), quote);
  return literal(value, quote, start, end, end + depth + 1);
}

function endOfLiteral(text: Readable, start: number, quote: number): number {
  const stop = Math.min(text.to, start + MAX_VALUE);
  for (let i = start; i < stop; i++) {
    const c = text.bytes[i] as number;
    if (c === BACKSLASH) i++;
    else if (c === quote) {
      // SQL, YAML, CSV and Pascal write a quote twice.
      if (byteAt(text, i + 1) !== quote || quote === BACKTICK) return i;
      i++;
    } else if (c === 0x0a && quote !== BACKTICK) return -1;
  }
  return -1;
}

function endOfEscaped(text: Readable, start: number, quote: number, depth: number): number {
  const stop = Math.min(text.to, start + MAX_VALUE);
  let backslashes = 0;
  for (let i = start; i < stop; i++) {
    const c = text.bytes[i] as number;
    if (c === BACKSLASH) backslashes++;
    else if (c === quote && backslashes <= depth) return backslashes === depth ? i - depth : -1;
    else if (c === 0x0a) return -1;
    else backslashes = 0;
  }
  return -1;
}

function readTriple(text: Readable, start: number, quote: number): Literal | undefined {
  const stop = Math.min(text.to - 2, start + MAX_VALUE);
  for (let i = start; i < stop; i++) {
    if (text.bytes[i] !== quote || text.bytes[i + 1] !== quote || text.bytes[i + 2] !== quote) continue;
    const value = unescapeLiteral(decode(text, start, i)).trim();
    return value === '' ? undefined : literal(value, quote, start, i, i + 3);
  }
  return undefined;
}

function unescapeDoubled(value: string, quote: number): string {
  const mark = String.fromCharCode(quote);
  return value.includes(mark + mark) ? value.replaceAll(mark + mark, mark) : value;
}

/** Python's and Rust's `r"…"`, C#'s `@"…"`: backslashes are themselves. */
function isRaw(text: Readable, at: number): boolean {
  const before = byteAt(text, at - 1) | 0x20;
  return before === 0x72 || before === 0x60;
}

function literal(value: string, quote: number, start: number, end: number, after: number): Literal {
  const mark = String.fromCharCode(quote) as '"' | "'" | '`';
  return { value, valueStart: start, valueEnd: end, quote: mark, surrounding: 'plain', after };
}
