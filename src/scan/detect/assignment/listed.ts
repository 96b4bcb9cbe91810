import { BLANK, CLASS, IDENTIFIER, LINE_END } from './characters.js';
import type { Span } from './name.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, decode, type Readable } from './readable.js';
import { blanksBefore, skipBlanks, skipLayout } from './skip.js';

/** In bytes: how far before a name its list's bracket is looked for. */
const MAX_LIST = 1024;
const OPENERS: Readonly<Record<number, number>> = { 41: 40, 93: 91, 125: 123 };
/** Words before a bracket that call nothing. */
const NO_CALLEE = /(?:^|[^\w.])(?:values|in|return|and|or|not|yield|case|when|select|as)$/i;

/**
 * Whether a quoted name with a literal behind its comma is an element of a list of three and more: a row of a table, of test
 * data or of SQL's `VALUES`, where what stands beside a literal is not named by it. Arguments of a call may be a name and its value.
 * @param comma  the offset of the comma behind the name
 */
export function isListed(text: Readable, name: Span, comma: number): boolean {
  if (byteAt(text, name.start - 2) === 0x2d || byteAt(text, name.start - 1) === 0x2d) return false;
  const open = openingBracket(text, name.start - 1);
  if (open < 0 || isCall(text, open)) return false;
  return firstElement(text, open) < name.start - 2 || hasThird(text, comma);
}

/** The bracket that the literal whose quote is at `quote` stands in, or -1. */
function openingBracket(text: Readable, quote: number): number {
  const closers: number[] = [];
  const stop = Math.max(text.from, quote - MAX_LIST);
  let within = -1;
  for (let i = quote - 1; i >= stop; i--) {
    const c = text.bytes[i] as number;
    if (within >= 0) {
      if (c === within && byteAt(text, i - 1) !== 0x5c) within = -1;
    } else if (c === 0x22 || c === 0x27 || c === 0x60) within = c;
    else if (c === 0x29 || c === 0x5d || c === 0x7d) closers.push(OPENERS[c] as number);
    else if (c === 0x28 || c === 0x5b || c === 0x7b) {
      if (closers.length === 0) return i;
      if (closers.pop() !== c) return -1;
    }
  }
  return -1;
}

function firstElement(text: Readable, open: number): number {
  return skipLayout(text, open + 1);
}

/** A third element behind the literal after the comma; a comma that only ends the list counts for none. */
function hasThird(text: Readable, comma: number): boolean {
  const at = skipLayout(text, comma + 1);
  const second = quoteAt(text, at) < 0 ? undefined : readQuoted(text, at);
  const next = second === undefined ? -1 : skipBlanks(text, second.after);
  if (byteAt(text, next) !== 0x2c) return false;
  const third = byteAt(text, skipLayout(text, next + 1));
  return third >= 0 && third !== 0x29 && third !== 0x5d && third !== 0x7d;
}

function isCall(text: Readable, open: number): boolean {
  if (byteAt(text, open) !== 0x28) return false;
  const last = blanksBefore(text, open);
  const bits = CLASS[byteAt(text, last)] ?? LINE_END;
  // A generic's or a macro's bracket before the arguments: `put<String>(`, `vec!(`.
  if ((bits & (IDENTIFIER | BLANK)) === 0) return byteAt(text, last) === 0x3e || byteAt(text, last) === 0x21;
  return !NO_CALLEE.test(decode(text, Math.max(text.from, last - 16), last + 1));
}
