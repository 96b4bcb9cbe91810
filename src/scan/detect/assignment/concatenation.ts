import type { ReadValue } from './assignment.js';
import { type Literal, MAX_VALUE, quoteAt, readQuoted } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { endOfLine, skipBlanks, skipLayout } from './skip.js';

const MAX_PARTS = 16;
const CLOSERS = new Set([...';)'].map((sign) => sign.charCodeAt(0)));
/** Methods that build another text from the literal, so that the literal alone is a template or a separator. */
const REBUILDERS = ['.format', '.replace', '.join', '.split', '.repeat', '.concat', '.sprintf'];

/**
 * The literal at `at` with the literals joined to it by `+`, `.`, `..`, `&`, `~`, `||`, `<>` or by standing beside it.
 * Nothing when a part is no literal: then the text is a prefix, not a secret.
 */
export function readConcatenation(text: Readable, at: number): ReadValue | undefined {
  const first = readQuoted(text, at);
  if (first === undefined) return undefined;
  let last: Literal = first;
  let value = first.value;
  for (let parts = 1; parts < MAX_PARTS; parts++) {
    const next = nextPart(text, last.after);
    if (next === 'expression') return undefined;
    if (next === undefined) break;
    last = next;
    value += next.value;
    if (value.length > MAX_VALUE) return undefined;
  }
  return { value, valueStart: first.valueStart, valueEnd: last.valueEnd, quote: first.quote, surrounding: 'plain' };
}

function nextPart(text: Readable, after: number): Literal | 'expression' | undefined {
  const at = skipBlanks(text, after);
  if (quoteAt(text, at) >= 0 && byteAt(text, at) !== 0x5c) return at === after ? undefined : readQuoted(text, at);
  const width = operatorWidth(text, at, after);
  if (width > 0) {
    const part = skipLayout(text, at + width);
    if (byteAt(text, at) === 0x5c && quoteAt(text, part) < 0) return undefined;
    return readQuoted(text, part) ?? 'expression';
  }
  if (REBUILDERS.some((method) => standsAt(text, at, method))) return 'expression';
  return nextLine(text, at);
}

/** In bytes; 0 when no operator joins here. */
function operatorWidth(text: Readable, at: number, after: number): number {
  const c = byteAt(text, at);
  const next = byteAt(text, at + 1);
  if (c === 0x2b) return 1;
  if (c === 0x2e && next === 0x2e) return 2;
  if (c === 0x2e) return at > after || next === 0x24 || quoteAt(text, at + 1) >= 0 ? 1 : 0;
  if (c === 0x26) return next === 0x26 || at === after ? 0 : 1;
  if (c === 0x3c && next === 0x3e) return 2;
  if (c === 0x5c) return next === 0x0a ? 2 : next === 0x0d ? 3 : 0;
  // Python's `"…%s" % x`.
  return c === 0x25 && at > after ? 1 : 0;
}

/** C and Python join literals on lines of their own; a docstring after an assignment looks alike, so a `;` or `)` must follow. */
function nextLine(text: Readable, at: number): Literal | 'expression' | undefined {
  if (at !== endOfLine(text, at, 1)) return undefined;
  const first = skipLayout(text, at);
  const width = byteAt(text, first) === 0x2b || byteAt(text, first) === 0x2e ? operatorWidth(text, first, at) : 0;
  if (width > 0) return readQuoted(text, skipLayout(text, first + width)) ?? 'expression';
  const next = readQuoted(text, first);
  if (next === undefined) return undefined;
  const after = skipLayout(text, next.after);
  return CLOSERS.has(byteAt(text, after)) || quoteAt(text, after) >= 0 ? next : undefined;
}
