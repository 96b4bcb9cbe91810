import type { Surrounding } from './assignment.js';
import { BLANK, CLASS, IDENTIFIER, QUOTE } from './characters.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { startOfLine } from './skip.js';

/** Longer lines are not read from their start: what a name stands in there stays unknown, and counts as code. */
const MAX_LINE = 400;

const LINE_COMMENTS = ['#', '//', '/*', '*', '--', ';', '<!--', 'rem '];

/** What a name stands in, judged from its line's start up to the name. */
export function surroundingOf(text: Readable, nameStart: number): Surrounding {
  const lineStart = startOfLine(text, nameStart, MAX_LINE);
  if (lineStart < 0) return 'plain';
  let quote = -1;
  let first = true;
  for (let i = lineStart; i < nameStart; i++) {
    const c = text.bytes[i] as number;
    const bits = CLASS[c] as number;
    if (quote < 0 && (bits & BLANK) === 0) {
      if (first && LINE_COMMENTS.some((mark) => standsAt(text, i, mark))) return 'comment';
      if (!first && startsComment(text, i, c)) return 'comment';
      first = false;
    }
    if (c === 0x5c) i++;
    else if ((bits & QUOTE) !== 0) quote = toggle(text, i, c, quote);
  }
  return quote < 0 ? 'plain' : 'string';
}

function startsComment(text: Readable, at: number, c: number): boolean {
  if (((CLASS[byteAt(text, at - 1)] ?? 0) & BLANK) === 0) return false;
  return (c === 0x23 && byteAt(text, at + 1) === 0x20) || (c === 0x2f && byteAt(text, at + 1) === 0x2f);
}

function toggle(text: Readable, at: number, c: number, quote: number): number {
  if (quote === c) return -1;
  if (quote >= 0) return quote;
  // An apostrophe within a word (`don't`) opens nothing.
  return c === 0x27 && ((CLASS[byteAt(text, at - 1)] ?? 0) & IDENTIFIER) !== 0 ? quote : c;
}
