import type { ReadRest } from './assignment.js';
import type { Span } from './name.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { skipBlanks, skipLayout } from './skip.js';

/** Callees that take a password by its place, and which one it is, from 0; the arguments before it are literals too. */
const CALLEES: readonly (readonly [callee: string, place: number])[] = [
  ['connect', 2],
  ['getconnection', 2],
  ['mysqli', 2],
  ['pdo', 2],
  ['login', 1],
  ['networkcredential', 1],
];

/** The password of `connect('host', 'user', 'x')`; nothing when the callee is no such one or an argument is no literal. */
export function readPositional(text: Readable, name: Span): ReadRest | undefined {
  const callee = CALLEES.find(([ending]) => standsAt(text, name.end - ending.length, ending));
  if (callee === undefined) return undefined;
  let at = skipLayout(text, name.end + 1);
  for (let place = 0; place < callee[1]; place++) {
    const argument = quoteAt(text, at) < 0 ? undefined : readQuoted(text, at);
    const comma = argument === undefined ? -1 : skipBlanks(text, argument.after);
    if (byteAt(text, comma) !== 0x2c) return undefined;
    at = skipLayout(text, comma + 1);
  }
  const value = quoteAt(text, at) < 0 ? undefined : readQuoted(text, at);
  return value && { ...value, operator: 'positional' };
}
