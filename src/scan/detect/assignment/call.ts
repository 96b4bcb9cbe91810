import type { ReadValue } from './assignment.js';
import { readByteArray } from './byte-array.js';
import { readConcatenation } from './concatenation.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, type Readable, standsAt } from './readable.js';
import { skipBlanks, skipLayout } from './skip.js';

/** Callees that hand on the literal they are given: constructors of text and secrets, and decoders. */
const WRAPPERS = [
  ...[
    'string',
    'str',
    'bytes',
    'byte',
    'bytearray',
    'secretstr',
    'secretstring',
    'secret',
    'buffer.from',
    'from',
    'encode',
  ],
  ...[
    'b64decode',
    'base64decode',
    'base64_decode',
    'decodestring',
    'atob',
    'unhexlify',
    'fromhex',
    'frombase64string',
    'decode',
  ],
  ...[
    'asprivate',
    'asecurestring',
    'password',
    'plain',
    'of',
    'valueof',
    'quote',
    'trim',
    'some',
    'ok',
    'securestring',
  ],
];

/** The literal within a call whose callee ends at `open`, when the callee only wraps it. */
export function readWrapped(text: Readable, open: number): ReadValue | undefined {
  if (!WRAPPERS.some((callee) => standsAt(text, open - callee.length, callee))) return undefined;
  const at = skipLayout(text, open + 1);
  if (quoteAt(text, at) >= 0) return readConcatenation(text, at);
  const c = byteAt(text, at);
  return c === 0x5b || c === 0x7b ? readByteArray(text, at) : undefined;
}

/** The second literal of a pair whose `(` or `[` is at `open`: `("user", "password")`. */
export function readSecondOfPair(text: Readable, open: number): ReadValue | undefined {
  const first = readQuoted(text, skipLayout(text, open + 1));
  if (first === undefined) return undefined;
  const comma = skipBlanks(text, first.after);
  if (byteAt(text, comma) !== 0x2c) return undefined;
  const second = skipLayout(text, comma + 1);
  return quoteAt(text, second) < 0 ? undefined : readConcatenation(text, second);
}
