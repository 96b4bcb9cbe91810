import type { ReadRest } from './assignment.js';
import { readBare } from './bare.js';
import { readSecondOfPair } from './call.js';
import { BLANK, CLASS, IDENTIFIER, LINE_END } from './characters.js';
import { readColumn } from './column.js';
import { readConcatenation } from './concatenation.js';
import { fallbackOperator } from './fallback.js';
import { isListed } from './listed.js';
import { opensTag, readElement, readNextElement } from './markup.js';
import type { Span } from './name.js';
import { operatorAt } from './operator.js';
import { readMember, readSibling } from './pair.js';
import { readPositional } from './positional.js';
import { afterQuote, quoteAt, readQuoted } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { blanksBefore, skipBlanks, skipLayout } from './skip.js';
import { readSpaced } from './space.js';
import { readTyped } from './typed.js';
import { readValue } from './value.js';

/** What follows a name, and where the name ends when its last part is a method (`password.equals("x")`). */
export type NamedRest = ReadRest & { readonly nameEnd: number };

/** Methods that give a value or compare with one. */
const METHODS = [
  ...[
    '.equals',
    '.equalsignorecase',
    '.compareto',
    '.set',
    '.setvalue',
    '.fill',
    '.send_keys',
    '.sendkeys',
    '.type',
    '.eql',
  ],
];

/** The operator and literal after a name, cheapest test first; nothing when no literal follows. */
export function readRest(text: Readable, word: Span): NamedRest | undefined {
  const name = withKey(text, word);
  const c = byteAt(text, name.end);
  if (c === 0x28) return readCall(text, name);
  const rest = quoteAt(text, name.end) >= 0 ? readAfterQuotedName(text, name) : readAfterName(text, name, c);
  return rest && { ...rest, nameEnd: name.end };
}

/** People write `secret key: x`: the `key` behind the blank belongs to the name when an operator follows. */
function withKey(text: Readable, name: Span): Span {
  if (byteAt(text, name.end) !== 0x20 || !standsAt(text, name.end + 1, 'key')) return name;
  const after = byteAt(text, name.end + 4);
  return after === 0x3a || after === 0x3d ? { start: name.start, end: name.end + 4 } : name;
}

function readAfterName(text: Readable, name: Span, c: number): ReadRest | undefined {
  if (c === 0x3e || (c === 0x20 && opensTag(text, name.start))) return readElement(text, name.start, name.end);
  if (c === 0x3c) return readNextElement(text, name.start, name.end);
  const at = skipBlanks(text, skipIndex(text, name.end, c));
  const next = byteAt(text, at);
  if (next < 0) return undefined;
  const bits = CLASS[next] as number;
  if ((bits & LINE_END) !== 0 || next === 0x2c || next === 0x3b || next === 0x29)
    return readListed(text, name, at, next);
  if ((bits & IDENTIFIER) !== 0 || next === 0x27 || next === 0x22)
    return at > name.end ? readApart(text, name, at) : undefined;
  if (next === 0x7c && byteAt(text, at + 1) !== 0x7c) return readPiped(text, at + 1);
  return readOperated(text, name, at);
}

/** Reads over `[]`, `[32]`, `?` and `)` between a name and its operator; an index with a name in it is another name. */
function skipIndex(text: Readable, at: number, c: number): number {
  if (c === 0x5b) {
    let i = at + 1;
    while (i < at + 8 && byteAt(text, i) >= 0x30 && byteAt(text, i) <= 0x39) i++;
    return byteAt(text, i) === 0x5d ? i + 1 : at;
  }
  if (c === 0x5d) return at + 1;
  return c === 0x3f && byteAt(text, at + 1) === 0x3a ? at + 1 : at;
}

function readOperated(text: Readable, name: Span, at: number): ReadRest | undefined {
  const operator = operatorAt(text, at);
  if (operator === undefined) return undefined;
  const after = at + operator.length;
  if (byteAt(text, name.start - 1) === 0x7b && byteAt(text, name.start - 2) === 0x24)
    return readShellDefault(text, at, name);
  if (operator === ':') {
    if (isWithinAddress(text, name.start, after)) return undefined;
    const typed = readTyped(text, skipBlanks(text, after), name.start);
    if (typed !== undefined) return typed;
  }
  if (operator === '=' && isFlag(text, name.start)) return asFlag(readValue(text, after, name.start, '='));
  return readValue(text, after, name.start, operator);
}

/** `//user:password@host` has a rule of its own, and `arn:…:secret:name` only names one. */
function isWithinAddress(text: Readable, nameStart: number, after: number): boolean {
  const before = byteAt(text, nameStart - 1);
  if (before === 0x2f) return byteAt(text, nameStart - 2) === 0x2f;
  return before === 0x3a && ((CLASS[byteAt(text, after)] ?? 0) & (BLANK | LINE_END)) === 0;
}

/** `${PW:-default}` and Spring's `${pw:default}`: the default ends at the brace. */
function readShellDefault(text: Readable, sign: number, name: Span): ReadRest | undefined {
  let at = sign + 1;
  const c = byteAt(text, at);
  if (c === 0x2d || c === 0x3d) at++;
  const value = readValue(text, at, name.start, '=');
  return value && { ...value, operator: 'default', surrounding: 'string' };
}

/** After a name with a blank behind it: a flag's value, a type, a word that compares, or a format that needs no operator. */
function readApart(text: Readable, name: Span, at: number): ReadRest | undefined {
  if (isFlag(text, name.start)) {
    const value = quoteAt(text, at) >= 0 ? readQuoted(text, at) : readValue(text, at, name.start, '');
    return asFlag(value && { ...value, operator: 'flag' });
  }
  if (standsAt(text, at, 'or ')) return readLiteral(text, at + 3, '||');
  if (standsAt(text, at, 'eq ') || standsAt(text, at, 'ne ')) return readLiteral(text, at + 3, '==');
  if (standsAt(text, at, 'is ')) return readLiteral(text, at + 3, '=') ?? readTold(text, at + 3);
  return readTyped(text, at, name.start) ?? readSpaced(text, name.start, at);
}

function readLiteral(text: Readable, at: number, operator: string): ReadRest | undefined {
  const first = skipBlanks(text, at);
  if (quoteAt(text, first) < 0) return undefined;
  const value = readConcatenation(text, first);
  return value && { ...value, operator };
}

/** `the password is x`: a word that a sentence tells. */
function readTold(text: Readable, at: number): ReadRest | undefined {
  const value = readBare(text, skipBlanks(text, at), 'string', 'word');
  if (value === undefined) return undefined;
  const told = value.value.replace(/[.,:]+$/, '');
  const { valueStart } = value;
  return { ...value, value: told, valueEnd: valueStart + Buffer.byteLength(told), operator: 'is' };
}

/** Jinja's `{{ password | default("x") }}`. */
function readPiped(text: Readable, at: number): ReadRest | undefined {
  const filter = skipBlanks(text, at);
  return standsAt(text, filter, 'default(') ? readLiteral(text, filter + 8, 'default') : undefined;
}

/** A name that ends its line or is followed by a comma: a value on its sibling, or a comparison's second argument. */
function readListed(text: Readable, name: Span, at: number, next: number): ReadRest | undefined {
  const sibling = readSibling(text, blanksBefore(text, name.start), at);
  if (sibling !== undefined || isFlag(text, name.start)) return sibling;
  const column = readColumn(text, name);
  if (column !== undefined || next !== 0x2c) return column;
  return quoteAt(text, skipBlanks(text, at + 1)) >= 0 ? readLiteral(text, at + 1, ',') : undefined;
}

/** A name in quotes: a key, an index, an argument, or the value of `name:`. */
function readAfterQuotedName(text: Readable, name: Span): ReadRest | undefined {
  const before = beforeQuotedName(text, name.start);
  // The quote behind the name closes another literal, so the name is that literal's last word.
  if (before === undefined) return undefined;
  let at = skipBlanks(text, afterQuote(text, name.end));
  let next = byteAt(text, at);
  if (before === 0x3a || before === 0x3d || before === 0x3e) {
    const sibling = readSibling(text, beforeName(text, name.start), at);
    // A key behind a label, as in a comment: `# note: "password": "x"`.
    if (sibling !== undefined || next !== 0x3a) return sibling;
  }
  if (next === 0x3b || ((CLASS[next] ?? 0) & LINE_END) !== 0) return readColumn(text, name);
  if (next === 0x7b) return readMember(text, at);
  if (next === 0x2c) {
    const isArgument = before === 0x28 || before === 0x5b || before === 0x7b || before === 0x2c;
    return isArgument && !isListed(text, name, at) ? readArgument(text, at + 1, name) : undefined;
  }
  const isCallsEnd = next === 0x29;
  while (next === 0x5d || next === 0x29 || next === 0x7d) {
    at++;
    const fallback = fallbackOperator(text, at);
    if (fallback === ' or ') return readLiteral(text, at + 4, '||');
    at = skipBlanks(text, at);
    next = byteAt(text, at);
  }
  const operator = operatorAt(text, at);
  // Of `f("x", "secret") => "y"` the right side is what the call gives.
  if (operator === undefined || (isCallsEnd && operator === '=>')) return undefined;
  const after = at + operator.length;
  return readValue(text, after, name.start, operator) ?? readMember(text, skipBlanks(text, after));
}

/** `env("PW", "x")`, `put("password", "x")`, `["--password", "x"]`. */
function readArgument(text: Readable, at: number, name: Span): ReadRest | undefined {
  const first = skipLayout(text, at);
  if (quoteAt(text, first) < 0) return undefined;
  return readLiteral(text, first, isFlag(text, name.start) ? 'flag' : ',');
}

/** The offset of the last byte before a quoted name and blanks. */
function beforeName(text: Readable, nameStart: number): number {
  let open = nameStart - 1;
  while (isSigil(byteAt(text, open))) open--;
  open--;
  while (byteAt(text, open) === 0x5c) open--;
  return blanksBefore(text, open + 1);
}

/** The last byte before a quoted name; nothing when no quote opens right before the name (a flag's dashes and a variable's sign aside). */
function beforeQuotedName(text: Readable, nameStart: number): number | undefined {
  let open = nameStart - 1;
  while (isSigil(byteAt(text, open)) && open > nameStart - 3) open--;
  if (quoteAt(text, open) < 0 || byteAt(text, open) === 0x5c) return undefined;
  return byteAt(text, beforeName(text, nameStart));
}

/** `-`, `$`, `@`, `:`: may stand between a quote and the name in it. */
function isSigil(c: number): boolean {
  return c === 0x2d || c === 0x24 || c === 0x40 || c === 0x3a;
}

function isFlag(text: Readable, nameStart: number): boolean {
  const dash = byteAt(text, nameStart - 1);
  if (dash !== 0x2d) return false;
  const before = byteAt(text, nameStart - 2) === 0x2d ? byteAt(text, nameStart - 3) : byteAt(text, nameStart - 2);
  return before < 0 || ((CLASS[before] as number) & (BLANK | LINE_END)) !== 0 || quoteAt(text, nameStart - 3) >= 0;
}

function asFlag(rest: ReadRest | undefined): ReadRest | undefined {
  // A flag stands on a command's line, where a bare word is a value.
  return rest && { ...rest, operator: 'flag', surrounding: rest.quote === 'none' ? 'string' : rest.surrounding };
}

function readCall(text: Readable, name: Span): NamedRest | undefined {
  const method = METHODS.find((ending) => standsAt(text, name.end - ending.length, ending));
  const nameEnd = method === undefined ? name.end : name.end - method.length;
  const at = skipLayout(text, name.end + 1);
  if (quoteAt(text, at) < 0) return undefined;
  // A callee about credentials takes the user first and the password second.
  const positional = readPositional(text, name);
  if (positional !== undefined) return { ...positional, nameEnd };
  const second = method === undefined ? readSecondOfPair(text, name.end) : undefined;
  const value = second ?? readConcatenation(text, at);
  const operator = method === undefined ? '(' : method.startsWith('.eq') || method.startsWith('.comp') ? '==' : '=';
  return value && { ...value, operator, nameEnd };
}
