import type { ReadRest } from './assignment.js';
import { CLASS, QUOTE } from './characters.js';
import { readConcatenation } from './concatenation.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { endOfLine, skipBlanks, skipLayout } from './skip.js';
import { hasNameWord } from './words.js';

/** In bytes: how far into an expression its default is looked for. */
const MAX_EXPRESSION = 160;
/** Calls whose second argument is what the variable is when it is not set. */
const LOOKUPS = ['getenv', 'environ.get', 'env', 'env.get', 'fetch', 'getproperty', 'getordefault', 'get'];

/**
 * The literal an expression falls back to: `lookup("X", "default")`, `a || "default"`, `a ?? "default"`, `a or "default"`.
 * An expression that holds a secret-ish word itself is left to that word, so that one default is read once.
 */
export function readFallback(text: Readable, at: number, calleeEnd: number): ReadRest | undefined {
  const end = endOfLine(text, at, MAX_EXPRESSION);
  if (hasNameWord(text.bytes, at, end)) return undefined;
  if (byteAt(text, calleeEnd) === 0x28 && LOOKUPS.some((lookup) => standsAt(text, calleeEnd - lookup.length, lookup))) {
    const argument = secondArgument(text, calleeEnd + 1);
    if (argument !== undefined) return argument;
  }
  for (let i = at; i < end; i++) {
    const operator = fallbackOperator(text, i);
    if (operator === undefined) continue;
    const literal = readConcatenation(text, skipBlanks(text, i + operator.length));
    return literal && { ...literal, operator: operator.trim() };
  }
  return undefined;
}

/** The operator at an offset that gives a default, as written; nothing when there is none. */
export function fallbackOperator(text: Readable, at: number): '||' | '??' | '?:' | ' or ' | '//' | undefined {
  const c = byteAt(text, at);
  const next = byteAt(text, at + 1);
  if (c === 0x7c && next === 0x7c) return '||';
  if (c === 0x3f && next === 0x3f) return '??';
  if (c === 0x3f && next === 0x3a) return '?:';
  if (c === 0x20 && standsAt(text, at, ' or ')) return ' or ';
  return c === 0x2f && next === 0x2f && ((CLASS[byteAt(text, skipBlanks(text, at + 2))] ?? 0) & QUOTE) !== 0
    ? '//'
    : undefined;
}

function secondArgument(text: Readable, at: number): ReadRest | undefined {
  const first = readQuoted(text, skipLayout(text, at));
  if (first === undefined) return undefined;
  const comma = skipBlanks(text, first.after);
  if (byteAt(text, comma) !== 0x2c) return undefined;
  const second = skipLayout(text, comma + 1);
  if (quoteAt(text, second) < 0) return undefined;
  const literal = readConcatenation(text, second);
  return literal && { ...literal, operator: 'default' };
}
