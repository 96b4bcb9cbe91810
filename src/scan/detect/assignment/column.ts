import type { ReadRest, ReadValue } from './assignment.js';
import { CLASS, LINE_END } from './characters.js';
import type { Span } from './name.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, decode, type Readable, standsAt } from './readable.js';
import { endOfLine, skipBlanks, skipLayout, startOfLine } from './skip.js';
import { unescapeBare } from './unescape.js';

/** In bytes: a table's header. */
const MAX_HEADER = 400;
const INSERT = /\binsert\s+(?:ignore\s+)?into\s+[\w."`[\]]+\s*\($/i;
/** A line of names and nothing else, two and more. */
const HEADER = /^["']?[\w. -]{1,40}["']?(?:([,;\t|])["']?[\w. -]{1,40}["']?)(?:\1["']?[\w. -]{1,40}["']?)*$/;

/**
 * The first value in the column whose name this is: of `INSERT INTO t (name, password) VALUES ('bob', 'x')`, or of the row
 * under a header line of separated values.
 */
export function readColumn(text: Readable, name: Span): ReadRest | undefined {
  return readInserted(text, name) ?? readRow(text, name);
}

function readInserted(text: Readable, name: Span): ReadRest | undefined {
  let open = name.start - 1;
  let column = 0;
  for (; open > name.start - MAX_HEADER && byteAt(text, open) !== 0x28; open--) {
    const c = byteAt(text, open);
    if (c < 0 || c === 0x29 || c === 0x3b) return undefined;
    if (c === 0x2c) column++;
  }
  if (byteAt(text, open) !== 0x28 || !INSERT.test(decode(text, Math.max(text.from, open - 120), open + 1))) {
    return undefined;
  }
  let at = name.end;
  while (at < name.end + MAX_HEADER && byteAt(text, at) !== 0x29) at++;
  at = skipLayout(text, at + 1);
  if (!standsAt(text, at, 'values')) return undefined;
  at = skipLayout(text, at + 6);
  if (byteAt(text, at) !== 0x28) return undefined;
  return inColumn(nthLiteral(text, at + 1, column));
}

/** A field that is no literal (a number, a call) is read over up to its comma. */
function nthLiteral(text: Readable, start: number, column: number): ReadValue | undefined {
  let at = skipLayout(text, start);
  for (let field = 0; ; field++) {
    const literal = quoteAt(text, at) < 0 ? undefined : readQuoted(text, at);
    if (field === column) return literal;
    at = literal?.after ?? at;
    const stop = at + MAX_HEADER;
    while (at < stop && byteAt(text, at) !== 0x2c && byteAt(text, at) !== 0x29) at++;
    if (byteAt(text, at) !== 0x2c) return undefined;
    at = skipLayout(text, at + 1);
  }
}

function readRow(text: Readable, name: Span): ReadRest | undefined {
  const lineStart = startOfLine(text, name.start, MAX_HEADER);
  if (lineStart < 0) return undefined;
  const lineEnd = endOfLine(text, name.end, MAX_HEADER);
  const header = decode(text, lineStart, lineEnd);
  const separator = HEADER.exec(header)?.[1];
  if (separator === undefined) return undefined;
  const rowStart = afterLineEnd(text, lineEnd);
  const row = decode(text, rowStart, endOfLine(text, rowStart, MAX_HEADER));
  const fields = row.split(separator);
  if (fields.length !== header.split(separator).length) return undefined;
  const column = decode(text, lineStart, name.start).split(separator).length - 1;
  const raw = fields[column] ?? '';
  const start = rowStart + Buffer.byteLength(fields.slice(0, column).join(separator)) + (column > 0 ? 1 : 0);
  const quoted = /^\s*(["'])(.*)\1\s*$/.exec(raw)?.[2];
  const value = quoted ?? raw.trim();
  if (value === '') return undefined;
  const valueStart = start + Buffer.byteLength(raw.slice(0, raw.indexOf(value)));
  return inColumn({
    value: unescapeBare(value),
    valueStart,
    valueEnd: valueStart + Buffer.byteLength(value),
    quote: 'block',
    surrounding: 'plain',
  });
}

function afterLineEnd(text: Readable, at: number): number {
  let next = at;
  while (next < at + 2 && ((CLASS[byteAt(text, next)] ?? 0) & LINE_END) !== 0) next++;
  return skipBlanks(text, next);
}

function inColumn(value: ReadValue | undefined): ReadRest | undefined {
  return value && { ...value, operator: 'column' };
}
