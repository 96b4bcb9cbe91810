import type { ReadRest, ReadValue } from './assignment.js';
import { CLASS, IDENTIFIER, JOINER } from './characters.js';
import { MAX_VALUE } from './quoted.js';
import { byteAt, decode, type Readable, standsAt } from './readable.js';
import { skipLayout } from './skip.js';
import { unescapeEntities } from './unescape.js';

/** In bytes: attributes after an element's name. */
const MAX_TAG = 256;
const LESS = 0x3c;
const GREATER = 0x3e;
const CDATA = '<![cdata[';

/** `<password …>value</password>`: the name is the element's. */
export function readElement(text: Readable, nameStart: number, nameEnd: number): ReadRest | undefined {
  if (!opensTag(text, nameStart)) return undefined;
  const open = endOfTag(text, nameEnd);
  return open < 0 ? undefined : inXml(readText(text, open));
}

/** `<key>password</key> <string>value</string>`: the name is one element's text, the value the next one's. */
export function readNextElement(text: Readable, nameStart: number, nameEnd: number): ReadRest | undefined {
  const before = byteAt(text, nameStart - 1);
  if (before !== GREATER || byteAt(text, nameEnd) !== LESS || byteAt(text, nameEnd + 1) !== 0x2f) return undefined;
  const close = endOfTag(text, nameEnd + 2);
  if (close < 0) return undefined;
  const next = skipLayout(text, close);
  if (byteAt(text, next) !== LESS || byteAt(text, next + 1) === 0x2f) return undefined;
  const open = endOfTag(text, next + 1);
  return open < 0 ? undefined : inXml(readText(text, open));
}

/** The text of the element whose start tag holds `at`, or of that element's own `<value>`. */
export function readBody(text: Readable, at: number): ReadRest | undefined {
  let open = endOfTag(text, at);
  if (open < 0) return undefined;
  const inner = skipLayout(text, open);
  if (standsAt(text, inner, '<value>') || standsAt(text, inner, '<string>')) open = endOfTag(text, inner + 1);
  return inXml(readText(text, open));
}

/** Whether the name at `nameStart` is an element's, its namespace aside. */
export function opensTag(text: Readable, nameStart: number): boolean {
  const before = byteAt(text, nameStart - 1);
  if (before === LESS) return true;
  if (before !== 0x3a) return false;
  let i = nameStart - 2;
  while (i > nameStart - 32 && ((CLASS[byteAt(text, i)] ?? 0) & (IDENTIFIER | JOINER)) !== 0) i--;
  return byteAt(text, i) === LESS;
}

/** The offset after the tag's `>`; -1 when it closes itself or is too long. */
function endOfTag(text: Readable, at: number): number {
  const stop = Math.min(text.to, at + MAX_TAG);
  for (let i = at; i < stop; i++) {
    const c = text.bytes[i];
    if (c === LESS) return -1;
    if (c === GREATER) return text.bytes[i - 1] === 0x2f ? -1 : i + 1;
  }
  return -1;
}

function readText(text: Readable, at: number): ReadValue | undefined {
  const first = skipLayout(text, at);
  const literal = standsAt(text, first, CDATA);
  const start = literal ? first + CDATA.length : first;
  const stop = Math.min(text.to, start + MAX_VALUE);
  let end = start;
  while (end < stop && !(literal ? standsAt(text, end, ']]>') : text.bytes[end] === LESS)) end++;
  if (end === stop || end === start) return undefined;
  if (!literal && byteAt(text, end + 1) !== 0x2f) return undefined;
  const raw = decode(text, start, end);
  const trimmed = raw.trimEnd();
  if (trimmed === '') return undefined;
  const value = literal ? trimmed : unescapeEntities(trimmed);
  const valueEnd = end - Buffer.byteLength(raw) + Buffer.byteLength(trimmed);
  return { value, valueStart: start, valueEnd, quote: 'block', surrounding: 'plain' };
}

function inXml(value: ReadValue | undefined): ReadRest | undefined {
  return value && { ...value, operator: 'xml' };
}
