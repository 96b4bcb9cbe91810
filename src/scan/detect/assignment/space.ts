import type { ReadRest } from './assignment.js';
import { readBare } from './bare.js';
import { BLANK, CLASS, LINE_END } from './characters.js';
import { readConcatenation } from './concatenation.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, decode, type Readable } from './readable.js';
import { skipBlanks, startOfLine } from './skip.js';

/** In bytes. */
const MAX_WORD = 256;
/** What may stand before a name on its line when only a blank parts name and value: Dockerfile, netrc, shells, routers, redis. */
const LINE_STARTS =
  /^\s*(?:(?:ENV|ARG|set|setenv|enable|export|#\s*define|machine \S+|default)\s+|.*\blogin\s+\S+\s+|username\s+\S+\s+(?:privilege\s+\d+\s+)?)?$/;
const SQL_STARTS = /\b(?:user|role|login|with|by|identified|alter|create|grant)\b/i;

/**
 * `name value` with only a blank between them: `ENV DB_PASSWORD x`, `password x` in a netrc, `WITH PASSWORD 'x'`,
 * `IDENTIFIED BY 'x'`, `enable secret 0 x`, `password is x`.
 * @param at  the first byte after the blanks behind the name
 */
export function readSpaced(text: Readable, nameStart: number, at: number): ReadRest | undefined {
  const c = byteAt(text, at);
  const isQuoted = c === 0x27 || c === 0x22;
  // Cisco's `0` says the word after it is not encrypted; other digits say it is.
  const first = c === 0x30 && byteAt(text, at + 1) === 0x20 ? skipBlanks(text, at + 1) : at;
  if (!isQuoted && !isLastWord(text, first)) return undefined;
  const lineStart = startOfLine(text, nameStart, 160);
  if (lineStart < 0) return undefined;
  const before = decode(text, lineStart, nameStart);
  if (isQuoted) return readSpacedQuoted(text, at, before);
  if (!LINE_STARTS.test(before)) return undefined;
  const value = readBare(text, first, 'plain', 'word');
  return value && { ...value, operator: 'space' };
}

/** Whether nothing but a comment follows on the line: most names with a word behind them stand in prose, and stop here. */
function isLastWord(text: Readable, at: number): boolean {
  const stop = Math.min(text.to, at + MAX_WORD);
  let i = at;
  while (i < stop && ((CLASS[text.bytes[i] as number] as number) & (BLANK | LINE_END)) === 0) i++;
  const next = byteAt(text, skipBlanks(text, i));
  return next < 0 || next === 0x0a || next === 0x0d || next === 0x23;
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
