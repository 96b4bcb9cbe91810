import type { ReadRest, ReadValue } from './assignment.js';
import { readBare } from './bare.js';
import { CLASS, IDENTIFIER } from './characters.js';
import { readConcatenation } from './concatenation.js';
import { readBody } from './markup.js';
import { quoteAt } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { blanksBefore, skipBlanks, skipLayout } from './skip.js';

/** In bytes: how far the value may be from its name, e.g. behind `"type": "secret", "slot": true`. */
const MAX_DISTANCE = 240;

/** Keys whose value is a name, and keys whose value is that name's value. */
const NAME_KEYS = [
  'name',
  'key',
  'parameterkey',
  'variable',
  'var',
  'id',
  'parameter',
  'property',
  'setting',
  'field',
  'header',
];
const VALUE_KEYS = ['value', 'parametervalue', 'val', 'defaultvalue', 'default', 'content', 'password', 'secret'];

const MEMBERS = new Set(['value', 'default', 'defaultvalue']);

/**
 * A name that is itself the value of `name:`, with the value of a sibling: `{"name": "DB_PASSWORD", "value": "x"}`,
 * `- name: X` over `value: x`, `<add key="ApiKey" value="x"/>`, `<property name="password">x</property>`.
 * @param before  the last byte before the name, its quote and blanks
 * @param after   the first byte after the name and its quote
 */
export function readSibling(text: Readable, before: number, after: number): ReadRest | undefined {
  const sign = byteAt(text, before);
  if ((sign !== 0x3a && sign !== 0x3d) || !isNameKey(text, before)) return undefined;
  const stop = Math.min(text.to, after + MAX_DISTANCE);
  for (let i = after; i < stop; i++) {
    const c = text.bytes[i] as number;
    if (c === 0x7d || c === 0x5d) return undefined;
    if (c === 0x3e) return sign === 0x3d ? readBody(text, i) : undefined;
    if (c === 0x2d && startsItem(text, i)) return undefined;
    const key = valueKeyAt(text, i, c);
    if (key === undefined) continue;
    const value = readSiblingValue(text, i + key.length);
    return value && { ...value, operator: 'pair' };
  }
  return undefined;
}

/** The value of what a name stands for as a whole: `"DB_PASSWORD": {"value": "x"}`, `variable "db_password" { default = "x" }`. */
export function readMember(text: Readable, open: number): ReadRest | undefined {
  if (byteAt(text, open) !== 0x7b) return undefined;
  const stop = Math.min(text.to, open + MAX_DISTANCE);
  for (let i = open + 1; i < stop; i++) {
    const c = text.bytes[i] as number;
    if (c === 0x7d || c === 0x7b) return undefined;
    const key = valueKeyAt(text, i, c);
    if (key === undefined || !MEMBERS.has(key)) continue;
    const value = readSiblingValue(text, i + key.length);
    return value && { ...value, operator: 'pair' };
  }
  return undefined;
}

function isNameKey(text: Readable, sign: number): boolean {
  let end = blanksBefore(text, sign) + 1;
  const quote = byteAt(text, end - 1);
  if (quote === 0x22 || quote === 0x27) end--;
  if (byteAt(text, end - 1) === 0x5c) end--;
  return NAME_KEYS.some(
    (key) => standsAt(text, end - key.length, key) && !isIdentifier(byteAt(text, end - key.length - 1)),
  );
}

/** YAML's next list item: a dash that starts a line. */
function startsItem(text: Readable, at: number): boolean {
  const before = byteAt(text, blanksBefore(text, at));
  return before === 0x0a && byteAt(text, at + 1) === 0x20;
}

function valueKeyAt(text: Readable, at: number, c: number): string | undefined {
  const lower = c | 0x20;
  if (lower !== 0x76 && lower !== 0x70 && lower !== 0x64 && lower !== 0x63 && lower !== 0x73) return undefined;
  if (isIdentifier(byteAt(text, at - 1))) return undefined;
  return VALUE_KEYS.find((key) => standsAt(text, at, key) && !isIdentifier(byteAt(text, at + key.length)));
}

function readSiblingValue(text: Readable, at: number): ReadValue | undefined {
  let sign = at;
  if (byteAt(text, sign) === 0x5c) sign++;
  if (byteAt(text, sign) === 0x22 || byteAt(text, sign) === 0x27) sign++;
  sign = skipBlanks(text, sign);
  const c = byteAt(text, sign);
  if (c !== 0x3a && c !== 0x3d) return undefined;
  const first = byteAt(text, sign + 1) === 0x3e ? skipLayout(text, sign + 2) : skipLayout(text, sign + 1);
  return quoteAt(text, first) >= 0 ? readConcatenation(text, first) : readBare(text, first, 'plain', 'line');
}

function isIdentifier(c: number): boolean {
  return c >= 0 && ((CLASS[c] as number) & IDENTIFIER) !== 0;
}
