import { CLASS, IDENTIFIER, JOINER } from './characters.js';
import { byteAt, type Readable } from './readable.js';

/** Longer runs of identifier characters are data or minified code; the cap also keeps a megabyte of one character linear. */
const MAX_NAME_SIDE = 96;

/** Where an identifier stands, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The end of the identifier that the word at `at` stands in, or -1 when it is too long to be a name. */
export function endOfName(text: Readable, at: number): number {
  const stop = at + MAX_NAME_SIDE;
  let end = at;
  for (;;) {
    const bits = CLASS[byteAt(text, end)] ?? 0;
    if ((bits & IDENTIFIER) === 0) {
      // A joiner joins only what it stands between, so `token.` at a sentence's end and `key->x` keep to the word.
      if ((bits & JOINER) === 0 || ((CLASS[byteAt(text, end + 1)] ?? 0) & IDENTIFIER) === 0) return end;
    }
    if (++end > stop) return -1;
  }
}

/** The start of the identifier that the word at `at` stands in, or -1 when it is too long to be a name. */
export function startOfName(text: Readable, at: number): number {
  const stop = at - MAX_NAME_SIDE;
  let start = at;
  for (;;) {
    const bits = CLASS[byteAt(text, start - 1)] ?? 0;
    if ((bits & IDENTIFIER) === 0) {
      if ((bits & JOINER) === 0 || ((CLASS[byteAt(text, start - 2)] ?? 0) & IDENTIFIER) === 0) return start;
    }
    if (--start < stop) return -1;
  }
}
