import type { ReadRest } from './assignment.js';
import { readConcatenation } from './concatenation.js';
import { quoteAt } from './quoted.js';
import { byteAt, type Readable } from './readable.js';
import { skipBlanks } from './skip.js';
import { readValue } from './value.js';

/** In bytes: the longest type read over, e.g. `Optional[Union[str, bytes]]`. */
const MAX_TYPE = 60;
const TYPE_CHARACTER = buildTypeCharacters();

/** The value after a type that starts at `at`: `password: string = "x"`, `password string = "x"`, `Dim password As String = "x"`. */
export function readTyped(text: Readable, at: number, nameStart: number): ReadRest | undefined {
  const stop = Math.min(text.to, at + MAX_TYPE);
  let i = at;
  while (i < stop && TYPE_CHARACTER[text.bytes[i] as number] === 1) i++;
  const width = byteAt(text, i) === 0x3a && byteAt(text, i + 1) === 0x3d ? 2 : byteAt(text, i) === 0x3d ? 1 : 0;
  if (width === 0 || i === at || byteAt(text, i + width) === 0x3d || byteAt(text, i + width) === 0x3e) return undefined;
  const first = skipBlanks(text, i + width);
  if (quoteAt(text, first) >= 0) {
    const value = readConcatenation(text, first);
    return value && { ...value, operator: '=' };
  }
  // Behind a type stands an expression, so a bare word is no value; a wrapped literal or a default is.
  const value = readValue(text, first, nameStart, '=');
  return value?.quote === 'none' ? undefined : value;
}

function buildTypeCharacters(): Uint8Array {
  const table = new Uint8Array(256);
  const characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_&'<>[]()|?.*, ";
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1;
  return table;
}
