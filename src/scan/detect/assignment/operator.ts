import { byteAt, type Readable, standsAt } from './readable.js';

/** Signs that give or compare a value, longest first within one first byte. */
const OPERATORS: readonly string[] = [
  ...['===', '==', '=>', '=', '::=', ':=', ':-', ':?', ':', '!==', '!='],
  ...['?=', '??=', '??', '?:', '+=', '||=', '||', '.=', '<-', '->', '~='],
];
const BY_FIRST_BYTE: readonly (readonly string[])[] = Array.from({ length: 256 }, (_, byte) =>
  OPERATORS.filter((operator) => operator.charCodeAt(0) === byte),
);

/** The operator at an offset; nothing when there is none, or when it only looks like one (`=~`, `::`, `:/`). */
export function operatorAt(text: Readable, at: number): string | undefined {
  const candidates = BY_FIRST_BYTE[byteAt(text, at)];
  if (candidates === undefined) return undefined;
  for (const operator of candidates) {
    if (!standsAt(text, at, operator)) continue;
    const next = byteAt(text, at + operator.length);
    if (operator === '=' && next === 0x7e) return undefined;
    if (operator === ':' && (next === 0x3a || next === 0x2f)) return undefined;
    return operator;
  }
  return undefined;
}
