import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { canHold } from '../../../../src/scan/rules/regex/can-hold.js';
import { parseRegex } from '../../../../src/scan/rules/regex/parse-regex.js';
import { regexShape, requiredLiterals } from '../../../../src/scan/rules/regex/regex-shape.js';

/** Keywords that the words below may hold. */
const LITERAL_WORDS = ['ab', 'c7', 'a-', '_b', 'bb'];

/** A regex and one text that it matches. */
interface Sample {
  readonly pattern: string;
  readonly text: string;
}

const LETTERS = ['a', 'b', 'C', '7', '-', '_', 'é', '😀'];
const CLASSES: readonly (readonly [string, readonly string[]])[] = [
  ['[a-z]', ['a', 'q', 'z']],
  ['\\d', ['0', '9']],
  ['[^a]', ['b', 'é', '😀']],
  ['[ab]', ['a', 'b']],
  ['.', ['a', '😀']],
  ['[A-Za-z0-9_-]', ['a', '_', '-']],
];

const word = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 5 }).map((chars): Sample => {
  const text = chars.join('');
  return { pattern: text, text };
});
const oneOfClass = fc
  .constantFrom(...CLASSES)
  .chain(([pattern, texts]) => fc.constantFrom(...texts).map((text): Sample => ({ pattern, text })));

const { tree: samples } = fc.letrec<{ tree: Sample }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    word,
    oneOfClass,
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((parts) => ({
      pattern: parts.map((part) => `(?:${part.pattern})`).join(''),
      text: parts.map((part) => part.text).join(''),
    })),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(([one, other]) => ({ pattern: `(?:${one.pattern}|${other.pattern})`, text: one.text })),
    fc.tuple(tie('tree'), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })).map(([part, min, more]) => ({
      pattern: `(?:${part.pattern}){${min},${min + more}}`,
      text: part.text.repeat(min + more),
    })),
    tie('tree').map((part) => ({ pattern: `(?:${part.pattern})*`, text: part.text })),
  ),
}));

describe('whatever the regex', () => {
  it('the samples are what they claim to be', () => {
    fc.assert(
      fc.property(samples, ({ pattern, text }) => RE2JS.compile(pattern).matches(text)),
      { numRuns: 200 },
    );
  });

  it('a match is as long as the shape says', () => {
    fc.assert(
      fc.property(samples, ({ pattern, text }) => {
        const { length } = regexShape(pattern, []);
        const bytes = Buffer.byteLength(text);
        expect(bytes).toBeGreaterThanOrEqual(length.min);
        expect(bytes).toBeLessThanOrEqual(length.max);
      }),
      { numRuns: 500 },
    );
  });

  it('a match holds one of the literals, and lies inside the window around one of them', () => {
    let judged = 0;
    fc.assert(
      fc.property(samples, ({ pattern, text }) => {
        const literals = requiredLiterals(pattern);
        if (literals.length === 0) return;
        judged++;
        const { window, coverage } = regexShape(pattern, literals);
        expect(coverage).toBe('every');
        const lower = text.toLowerCase();
        const fits = literals.some((literal) =>
          placesOf(literal, lower).some((at) => isInside(lower, literal, at, window)),
        );
        expect(window && fits).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(judged).toBeGreaterThan(50);
  });

  it('what every match is said to hold is there, and the match inside the window around it', () => {
    let judged = 0;
    fc.assert(
      fc.property(samples, fc.nat(), ({ pattern, text }, pick) => {
        const words = LITERAL_WORDS.filter((one) => pattern.toLowerCase().includes(one));
        const keyword = words[pick % words.length];
        const { window, coverage } = regexShape(pattern, keyword === undefined ? [] : [keyword]);
        const lower = text.toLowerCase();
        if (keyword === undefined || coverage === 'none') return;
        const places = placesOf(keyword, lower);
        if (places.length === 0) {
          expect(coverage).toBe('some');
          return;
        }
        judged++;
        if (coverage === 'every') expect(places.some((at) => isInside(lower, keyword, at, window))).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(judged).toBeGreaterThan(20);
  });

  it('every part of a match can be held', () => {
    fc.assert(
      fc.property(samples, fc.nat(), fc.nat(), ({ pattern, text }, from, length) => {
        const chars = [...text];
        const start = from % (chars.length + 1);
        expect(canHold(parseRegex(pattern), chars.slice(start, start + 1 + (length % 6)).join(''))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('canHold', () => {
  it.each([
    ['ghp_[a-z]{5}', 'ghx_'],
    ['ghp_\\d+', 'p_1-'],
    ['(?:ab)?cd', 'abd'],
    ['(?:ab){2}', 'ababab'],
    ['a|b', 'ab'],
  ])('%s cannot hold %s', (pattern, text) => {
    expect(canHold(parseRegex(pattern), text)).toBe(false);
  });
});

function placesOf(literal: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) places.push(at);
  return places;
}

function isInside(
  text: string,
  literal: string,
  at: number,
  window: { before: number; after: number } | undefined,
): boolean {
  const before = Buffer.byteLength(text.slice(0, at));
  const after = Buffer.byteLength(text.slice(at + literal.length));
  return window !== undefined && before < window.before && after < window.after;
}
