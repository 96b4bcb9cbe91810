import type { ReadRest } from './assignment.js';
import { readBare } from './bare.js';
import { readConcatenation } from './concatenation.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, decode, type Readable } from './readable.js';
import { endOfLine, skipBlanks, startOfLine } from './skip.js';

/** What may stand before a name on its line when only a blank parts name and value: Dockerfile, netrc, shells, routers, redis. */
const LINE_STARTS =
  /^\s*(?:(?:ENV|ARG|set|setenv|enable|export|machine \S+|default)\s+|.*\blogin\s+\S+\s+|username\s+\S+\s+(?:privilege\s+\d+\s+)?)?$/;
const SQL_STARTS = /\b(?:user|role|login|with|by|identified|alter|create|grant)\b/i;

/**
 * `name value` with only a blank between them: `ENV DB_PASSWORD x`, `password x` in a netrc, `WITH PASSWORD 'x'`,
 * `IDENTIFIED BY 'x'`, `enable secret 0 x`, `password is x`.
 * @param at  the first byte after the blanks behind the name
 */
export function readSpaced(text: Readable, nameStart: number, at: number): ReadRest | undefined {
  const lineStart = startOfLine(text, nameStart, 160);
  if (lineStart < 0) return undefined;
  const before = decode(text, lineStart, nameStart);
  if (byteAt(text, at) === 0x27 || byteAt(text, at) === 0x22) return readSpacedQuoted(text, at, before);
  if (!LINE_STARTS.test(before)) return undefined;
  // Cisco's `0` says the word after it is not encrypted; other digits say it is.
  const first = byteAt(text, at) === 0x30 && byteAt(text, at + 1) === 0x20 ? skipBlanks(text, at + 1) : at;
  const value = readBare(text, first, 'plain', 'word');
  if (value === undefined) return undefined;
  const end = endOfLine(text, value.valueEnd, 64);
  return /^\s*(?:#.*)?$/.test(decode(text, value.valueEnd, end)) ? { ...value, operator: 'space' } : undefined;
}

function readSpacedQuoted(text: Readable, at: number, before: string): ReadRest | undefined {
  if (!LINE_STARTS.test(before) && !SQL_STARTS.test(before)) return undefined;
  const value = readQuoted(text, at);
  return value && { ...value, operator: 'space' };
}

/** `IDENTIFIED BY 'x'` and `IDENTIFIED BY PASSWORD 'x'`, whose words end at `at`. */
export function readIdentifiedBy(text: Readable, at: number): ReadRest | undefined {
  const first = skipBlanks(text, at);
  if (quoteAt(text, first) < 0) return undefined;
  const value = readConcatenation(text, first);
  return value && { ...value, operator: 'sql' };
}
