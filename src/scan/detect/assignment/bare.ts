import type { ReadValue, Surrounding } from './assignment.js';
import { BLANK, CLASS, IDENTIFIER, LINE_END, QUOTE } from './characters.js';
import { MAX_VALUE } from './quoted.js';
import { byteAt, decode, type Readable, standsAt } from './readable.js';
import { endOfLine, skipBlanks } from './skip.js';
import { unescapeBare } from './unescape.js';

/** A `word` ends at the first blank; a `line` goes on while it reads as a sentence, so that prose is seen to be prose. */
export type BareExtent = 'word' | 'line';

const COMMENT_AFTER_VALUE = /\s(?:#|\/\/|;|--|\/\*)\s.*$/s;
/** How far a `name=` may be from the sign that ends the value before it. */
const MAX_NEXT_NAME = 40;

/** The unquoted value at `at`; nothing when it is empty or too long. */
export function readBare(
  text: Readable,
  at: number,
  surrounding: Surrounding,
  extent: BareExtent,
): ReadValue | undefined {
  const wordEnd = endOfWord(text, at, surrounding);
  if (wordEnd <= at) return undefined;
  const end = extent === 'line' ? endOfSentence(text, at, wordEnd, surrounding) : wordEnd;
  if (end - at >= MAX_VALUE) return undefined;
  const raw = decode(text, at, end);
  const value = unescapeBare(raw);
  return { value, valueStart: at, valueEnd: end, quote: 'none', surrounding };
}

function endOfWord(text: Readable, at: number, surrounding: Surrounding): number {
  const stop = Math.min(text.to, at + MAX_VALUE);
  let open = 0;
  let i = at;
  for (; i < stop; i++) {
    const c = text.bytes[i] as number;
    const bits = CLASS[c] as number;
    if ((bits & IDENTIFIER) !== 0) continue;
    if ((bits & (BLANK | LINE_END | QUOTE)) !== 0 || c === 0x3b) break;
    if (c === 0x5c) {
      if (endsAtBackslash(byteAt(text, i + 1), surrounding)) break;
      i++;
    } else if (c === 0x2c || c === 0x26) {
      if (endsAtSeparator(text, i) || standsAt(text, i, '&amp;')) break;
    } else if (c === 0x3c) {
      if (i > at && isTagStart(byteAt(text, i + 1))) break;
    } else if (c === 0x28 || c === 0x5b || c === 0x7b) open++;
    else if ((c === 0x29 || c === 0x5d || c === 0x7d) && open-- === 0) break;
  }
  return Math.min(i, stop);
}

function endsAtBackslash(next: number, surrounding: Surrounding): boolean {
  if (next < 0 || ((CLASS[next] as number) & (LINE_END | QUOTE)) !== 0) return true;
  // `\n` ends a line within a string; in a file of its own a backslash is part of the value.
  return surrounding === 'string' && (next === 0x6e || next === 0x72 || next === 0x74 || next === 0x5c);
}

/** A comma or `&` ends a value before a blank, a quote, the end, or the next `name=`. */
function endsAtSeparator(text: Readable, at: number): boolean {
  const next = byteAt(text, at + 1);
  if (next < 0 || ((CLASS[next] as number) & (BLANK | LINE_END | QUOTE)) !== 0) return true;
  return isNamed(text, at + 1);
}

function isTagStart(next: number): boolean {
  return next === 0x2f || next === 0x21 || ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a);
}

/** Whether `name=` or `name:` stands here. */
function isNamed(text: Readable, at: number): boolean {
  const stop = Math.min(text.to, at + MAX_NEXT_NAME);
  let i = at;
  while (i < stop && ((CLASS[text.bytes[i] as number] as number) & (IDENTIFIER | 2)) !== 0) i++;
  const c = byteAt(text, i);
  return i > at && (c === 0x3d || c === 0x3a);
}

function endOfSentence(text: Readable, at: number, wordEnd: number, surrounding: Surrounding): number {
  const next = skipBlanks(text, wordEnd);
  if (next === wordEnd || ((CLASS[byteAt(text, next)] ?? 0) & IDENTIFIER) === 0 || isNamed(text, next)) return wordEnd;
  let end = endOfLine(text, wordEnd, MAX_VALUE);
  if (surrounding === 'string') end = firstQuote(text, wordEnd, end);
  const raw = decode(text, at, end);
  return end - byteLength(raw) + byteLength(raw.replace(COMMENT_AFTER_VALUE, '').trimEnd());
}

function firstQuote(text: Readable, start: number, end: number): number {
  for (let i = start; i < end; i++) if (((CLASS[text.bytes[i] as number] as number) & QUOTE) !== 0) return i;
  return end;
}

function byteLength(value: string): number {
  return Buffer.byteLength(value);
}
