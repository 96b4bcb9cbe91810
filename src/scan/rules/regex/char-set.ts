import type { CharRange, RegexNode } from './regex-tree.js';

const LAST_CODE_POINT = 0x10ffff;
/** More characters than this at one place are no literal: the variants would multiply. */
const MAX_LETTERS = 16;

const DIGIT: readonly CharRange[] = [[0x30, 0x39]];
const LOWER: readonly CharRange[] = [[0x61, 0x7a]];
const UPPER: readonly CharRange[] = [[0x41, 0x5a]];
const ALPHA = [...UPPER, ...LOWER];
const WORD = [...DIGIT, ...UPPER, [0x5f, 0x5f] as const, ...LOWER];
const SPACE: readonly CharRange[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

/** What `\d`, `\s`, `\w` stand for; ASCII only, as in RE2. */
export const PERL_CLASSES: Readonly<Record<string, readonly CharRange[]>> = { d: DIGIT, s: SPACE, w: WORD };

/** What `[:name:]` inside brackets stands for. */
export const POSIX_CLASSES: Readonly<Record<string, readonly CharRange[]>> = {
  alnum: [...DIGIT, ...ALPHA],
  alpha: ALPHA,
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
};

/** Every code point that is in none of the ranges. */
export function complement(ranges: readonly CharRange[]): CharRange[] {
  const others: CharRange[] = [];
  let next = 0;
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (first > next) others.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST_CODE_POINT) others.push([next, LAST_CODE_POINT]);
  return others;
}

/** One character out of the ranges. */
export function charsNode(ranges: readonly CharRange[]): RegexNode {
  const minBytes = utf8Length(Math.min(...ranges.map(([first]) => first)));
  const maxBytes = utf8Length(Math.max(...ranges.map(([, last]) => last)));
  const letters = fewLetters(ranges);
  return { kind: 'chars', ranges, minBytes, maxBytes, ...(letters && { letters }) };
}

/** Whether a character, in either case, is in one of the ranges. */
export function inRanges(char: string, ranges: readonly CharRange[]): boolean {
  const codes = [char.toLowerCase(), char.toUpperCase()].map((one) => one.codePointAt(0) ?? 0);
  return ranges.some(([first, last]) => codes.some((code) => code >= first && code <= last));
}

function fewLetters(ranges: readonly CharRange[]): string[] | undefined {
  const letters = new Set<string>();
  for (const [first, last] of ranges) {
    if (last - first >= 2 * MAX_LETTERS) return undefined;
    for (let code = first; code <= last; code++) letters.add(String.fromCodePoint(code).toLowerCase());
  }
  return letters.size <= MAX_LETTERS ? [...letters] : undefined;
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
