import type { PatternReader } from './pattern-reader.js';

const CONTROL: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads what follows a backslash when it means one character. */
export function readEscapedChar(reader: PatternReader): string {
  const hex = reader.takeMatch(/x\{([0-9A-Fa-f]{1,6})\}/y) ?? reader.takeMatch(/x([0-9A-Fa-f]{2})/y);
  if (hex) return String.fromCodePoint(Number.parseInt(hex[1] ?? '', 16));
  const octal = reader.takeMatch(/0[0-7]{0,2}|[1-7][0-7]{2}/y);
  if (octal) return String.fromCodePoint(Number.parseInt(octal[0], 8));
  if (reader.takeMatch(/\d/y)) throw reader.error('a back reference');
  const char = reader.next();
  return CONTROL[char] ?? char;
}

/** Reads what stands between `\Q` and `\E`, or up to the end. */
export function readLiteralRun(reader: PatternReader): string {
  let run = '';
  while (!reader.done && !reader.take('\\E')) run += reader.next();
  return run;
}
