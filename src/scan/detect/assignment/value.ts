import type { ReadRest, ReadValue } from './assignment.js';
import { type BareExtent, readBare } from './bare.js';
import { readBlockScalar } from './block-scalar.js';
import { readByteArray } from './byte-array.js';
import { readSecondOfPair, readWrapped } from './call.js';
import { BLANK, CLASS, IDENTIFIER, JOINER, LINE_END } from './characters.js';
import { readConcatenation } from './concatenation.js';
import { readFallback } from './fallback.js';
import { quoteAt } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { skipBlanks, skipIdentifier, skipLayout } from './skip.js';
import { surroundingOf } from './surrounding.js';

/** Letters that may stand before a quote: `b"…"`, `r#"…"#`, `f"…"`, `L"…"`, `u8"…"`, `@"…"`. */
const MAX_PREFIX = 3;

/**
 * The value after an operator that ends at `at`.
 * @param nameStart  for the indentation of a YAML block and what the line is
 */
export function readValue(text: Readable, at: number, nameStart: number, operator: string): ReadRest | undefined {
  const first = skipBlanks(text, at);
  const c = byteAt(text, first);
  if (c < 0) return undefined;
  if (((CLASS[c] as number) & LINE_END) !== 0) return named(onNextLine(text, first), operator);
  if (quoteAt(text, first) >= 0) return named(readConcatenation(text, first), operator);
  if ((c === 0x7c || c === 0x3e) && operator === ':') return named(readBlockScalar(text, first, nameStart), operator);
  if (c === 0x28) {
    return named(readSecondOfPair(text, first), 'credentials') ?? named(readParenthesised(text, first), operator);
  }
  if (c === 0x5b || c === 0x7b) return named(readList(text, first), operator);
  if (c === 0x24) return readVariable(text, first, operator, nameStart);
  if (c === 0x40 && quoteAt(text, first + 1) >= 0) return named(readConcatenation(text, first + 1), operator);
  if (c === 0x21) return named(readTagged(text, first), operator);
  const expression = readExpression(text, first, operator);
  if (expression !== 'bare') return expression;
  return named(readBare(text, first, surroundingOf(text, nameStart), extentOf(text, at, first, operator)), operator);
}

function named(value: ReadValue | undefined, operator: string): ReadRest | undefined {
  return value && { ...value, operator };
}

/** `NAME=value` without blanks is how shells and connection strings write it: there a blank ends the value. */
function extentOf(text: Readable, at: number, first: number, operator: string): BareExtent {
  const spaced = first > at || ((CLASS[byteAt(text, at - operator.length - 1)] ?? 0) & BLANK) !== 0;
  return spaced ? 'line' : 'word';
}

/** A quoted value may stand on the next line; a bare one there belongs to something else. */
function onNextLine(text: Readable, at: number): ReadValue | undefined {
  const next = skipLayout(text, at);
  if (quoteAt(text, next) < 0 || byteAt(text, next) === 0x5c) return undefined;
  const value = readConcatenation(text, next);
  if (value === undefined) return undefined;
  // `"key": …` on the next line is a name, not a value.
  return byteAt(text, skipBlanks(text, value.valueEnd + 1)) === 0x3a ? undefined : value;
}

function readParenthesised(text: Readable, at: number): ReadValue | undefined {
  const inside = skipLayout(text, at + 1);
  return quoteAt(text, inside) < 0 ? undefined : readConcatenation(text, inside);
}

/** A list is an array of bytes, or Go's `[]byte("…")`. */
function readList(text: Readable, at: number): ReadValue | undefined {
  if (byteAt(text, at + 1) === 0x5d) {
    const open = skipIdentifier(text, at + 2);
    if (byteAt(text, open) === 0x28) return readWrapped(text, open);
    return byteAt(text, open) === 0x7b ? readByteArray(text, open) : undefined;
  }
  return readByteArray(text, at);
}

/** `${X:-default}` and C#'s `$"…"`; another `$` is read as it stands, for the filters to name. */
function readVariable(text: Readable, at: number, operator: string, nameStart: number): ReadRest | undefined {
  if (quoteAt(text, at + 1) >= 0) return named(readConcatenation(text, at + 1), operator);
  if (byteAt(text, at + 1) === 0x28) return undefined;
  return named(readBare(text, at, surroundingOf(text, nameStart), 'word'), operator);
}

/** YAML's tags: text keeps its value, any other tag (`!Ref`, `!vault`, `!secret`) names something that is elsewhere. */
function readTagged(text: Readable, at: number): ReadValue | undefined {
  if (!standsAt(text, at, '!!str ') && !standsAt(text, at, '!!binary ')) {
    return byteAt(text, at + 1) === 0x21 || ((CLASS[byteAt(text, at + 1)] ?? 0) & IDENTIFIER) !== 0
      ? undefined
      : readBare(text, at, 'plain', 'word');
  }
  const first = skipBlanks(text, skipIdentifier(text, at + 2));
  return quoteAt(text, first) >= 0 ? readConcatenation(text, first) : readBare(text, first, 'plain', 'line');
}

/** What an identifier after the operator leads to: a prefixed or wrapped literal, an expression's default, or a bare value. */
function readExpression(text: Readable, first: number, operator: string): ReadRest | undefined | 'bare' {
  let start = first;
  if (standsAt(text, first, 'new ')) start = skipBlanks(text, first + 4);
  const end = endOfChain(text, start);
  if (end === start) return 'bare';
  const c = byteAt(text, end);
  if (end - start <= MAX_PREFIX) {
    const hashes = c === 0x23 ? end + 1 : end;
    if (quoteAt(text, hashes) >= 0 && byteAt(text, hashes) !== 0x5c)
      return named(readConcatenation(text, hashes), operator);
  }
  if (c === 0x28) return named(readWrapped(text, end), operator) ?? readFallback(text, start, end);
  if (c === 0x5b) return named(readArrayOfType(text, end), operator) ?? readFallback(text, start, end);
  const after = skipBlanks(text, end);
  if (isFallback(text, after, end)) return readFallback(text, start, end);
  return start === first ? 'bare' : undefined;
}

function isFallback(text: Readable, after: number, end: number): boolean {
  const c = byteAt(text, after);
  if (c === 0x7c || c === 0x3f) return byteAt(text, after + 1) === c || byteAt(text, after + 1) === 0x3a;
  return after > end && standsAt(text, after, 'or ');
}

/** `byte[] { … }`, `byte[]{…}`. */
function readArrayOfType(text: Readable, at: number): ReadValue | undefined {
  const close = byteAt(text, at + 1) === 0x5d ? skipBlanks(text, at + 2) : -1;
  return byteAt(text, close) === 0x7b ? readByteArray(text, close) : undefined;
}

function endOfChain(text: Readable, at: number): number {
  const stop = Math.min(text.to, at + 128);
  let i = at;
  for (; i < stop; i++) {
    const bits = CLASS[text.bytes[i] as number] as number;
    if ((bits & IDENTIFIER) !== 0) continue;
    if ((bits & JOINER) === 0 || text.bytes[i] !== 0x2e) break;
  }
  return i;
}
