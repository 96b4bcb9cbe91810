import type { ReadValue } from './assignment.js';
import { CLASS, LINE_END } from './characters.js';
import { MAX_VALUE } from './quoted.js';
import { byteAt, decode, type Readable } from './readable.js';
import { endOfLine, skipBlanks, startOfLine } from './skip.js';

/** A credential in a block is short; longer blocks are scripts, keys in PEM or prose. */
const MAX_LINES = 8;

/** YAML's block scalar whose `|` or `>` is at `at`: folded lines are joined by a blank, literal ones by a line end. */
export function readBlockScalar(text: Readable, at: number, nameStart: number): ReadValue | undefined {
  const folded = text.bytes[at] === 0x3e;
  const header = endOfLine(text, at, 80);
  if (!/^[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/.test(decode(text, at, header))) return undefined;
  const parentIndent = indentAt(text, nameStart);
  const lines: string[] = [];
  let start = -1;
  let end = -1;
  let at2 = afterLineEnd(text, header);
  while (lines.length <= MAX_LINES && at2 > 0 && at2 < text.to) {
    const first = skipBlanks(text, at2);
    const lineEnd = endOfLine(text, first, MAX_VALUE);
    if (lineEnd > first) {
      if (first - at2 <= parentIndent) break;
      if (start < 0) start = first;
      end = lineEnd;
      lines.push(decode(text, first, lineEnd).trimEnd());
    }
    at2 = afterLineEnd(text, lineEnd);
  }
  if (start < 0 || lines.length > MAX_LINES || end - start > MAX_VALUE) return undefined;
  return {
    value: lines.join(folded ? ' ' : '\n'),
    valueStart: start,
    valueEnd: end,
    quote: 'block',
    surrounding: 'plain',
  };
}

function indentAt(text: Readable, nameStart: number): number {
  const lineStart = startOfLine(text, nameStart, 200);
  return lineStart < 0 ? 0 : skipBlanks(text, lineStart) - lineStart;
}

/** The start of the next line, or -1 when `at` is at no line end. */
function afterLineEnd(text: Readable, at: number): number {
  if (((CLASS[byteAt(text, at)] ?? 0) & LINE_END) === 0) return -1;
  return byteAt(text, at) === 0x0d && byteAt(text, at + 1) === 0x0a ? at + 2 : at + 1;
}
