import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CandidateFilter } from '../../../src/mask/match/candidate-filter.js';
import type { Pattern } from '../../../src/mask/match/pattern.js';
import { allowsGap, firstGap, minimumCutOff, patternsOf } from '../../../src/mask/match/pattern.js';
import { PatternAutomaton } from '../../../src/mask/match/pattern-automaton.js';

const pattern = (text: string, gaps: readonly number[] = []): Pattern => ({
  secret: 0,
  form: 'plain',
  bytes: Buffer.from(text),
  gaps,
});
const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 7 }), {
  minLength: 1,
  maxLength: 6,
});

describe('the automaton', () => {
  test('after every byte it is the longest suffix that begins a pattern, and knows all that end there', () => {
    const property = fc.property(
      words,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 40 }),
      (texts, text) => {
        const automaton = new PatternAutomaton(texts.map((one) => pattern(one)));
        let state = 0;
        for (let end = 1; end <= text.length; end++) {
          state = automaton.step(state, text.charCodeAt(end - 1));
          const seen = text.slice(0, end);
          const suffixes = Array.from({ length: end + 1 }, (_, from) => seen.slice(from));
          const longest = suffixes.find((suffix) => texts.some((one) => one.startsWith(suffix))) ?? '';
          expect(automaton.depth(state)).toBe(longest.length);
          const ended: string[] = [];
          for (let at = automaton.firstEnd(state); at !== 0; at = automaton.nextEnd(at))
            ended.push(...automaton.patternsAt(at).map((one) => Buffer.from(one.bytes).toString()));
          expect(ended.sort()).toEqual(texts.filter((one) => seen.endsWith(one)).sort());
          const goesOn = suffixes.find((suffix) => texts.some((one) => one.startsWith(suffix) && one !== suffix)) ?? '';
          expect(automaton.depth(automaton.live(state))).toBe(goesOn.length);
        }
      },
    );
    fc.assert(property, { numRuns: 200 });
  });

  test('knows which patterns go through a state', () => {
    const automaton = new PatternAutomaton(['abcd', 'abce', 'abc', 'bcd'].map((one) => pattern(one)));
    const state = [...'abc'].reduce((at, letter) => automaton.step(at, letter.charCodeAt(0)), 0);
    expect(automaton.patternsThrough(state).map((one) => Buffer.from(one.bytes).toString())).toEqual(['abcd', 'abce']);
  });
});

describe('the filter', () => {
  test('never skips a place where a pattern begins, and finds the first', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', ' '),
      minLength: 1,
      maxLength: 12,
    });
    const property = fc.property(
      fc.array(letters, { minLength: 1, maxLength: 5 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', ' '), maxLength: 60 }),
      letters,
      (texts, before, after) => {
        const patterns = texts.map((one) => pattern(one));
        const filter = new CandidateFilter(patterns);
        const text = Buffer.from(before + texts[0] + after);
        const view = new DataView(text.buffer, text.byteOffset, text.length);
        const starts = texts.map((one) => text.indexOf(one)).filter((at) => at >= 0);
        const candidate = filter.next(view, 0, text.length);
        expect(candidate).toBeGreaterThanOrEqual(0);
        expect(candidate).toBeLessThanOrEqual(Math.min(...starts));
        expect(filter.next(view, text.length - filter.window + 1, text.length)).toBe(-1);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  test('looks at no more than the first eight bytes, and at none behind a gap', () => {
    expect(new CandidateFilter([pattern('abcdefghijkl')]).window).toBe(8);
    expect(new CandidateFilter([pattern('abcdefghijkl'), pattern('abc')]).window).toBe(3);
    expect(new CandidateFilter([pattern('abcdefghijkl', [5])]).window).toBe(5);
  });
});

describe('patterns', () => {
  test('leave white space out and remember where it was', () => {
    const [one] = patternsOf({ name: 'plain', bytes: Buffer.from('ab \r\n cd\te') }, 3);
    expect(one).toMatchObject({ secret: 3, form: 'plain', gaps: [2, 4] });
    expect(Buffer.from(one?.bytes ?? []).toString()).toBe('abcde');
    expect([0, 1, 2, 3, 4].filter((index) => allowsGap(one as Pattern, index))).toEqual([2, 4]);
    expect(firstGap(one as Pattern)).toBe(2);
  });

  test('may be wrapped from the ninth byte on', () => {
    expect(firstGap(pattern('a'.repeat(7)))).toBe(8);
    expect(firstGap(pattern('a'.repeat(30)))).toBe(8);
    expect([7, 8, 9].map((index) => allowsGap(pattern('a'.repeat(30)), index))).toEqual([false, true, true]);
  });

  test('are cut in equal pieces when very long', () => {
    const pieces = patternsOf(
      {
        name: 'plain',
        bytes: Buffer.alloc(40_000, 'ab c'),
        before: { mask: 15, bits: 1 },
        after: { mask: 48, bits: 0 },
      },
      0,
    );
    expect(pieces.map((piece) => piece.bytes.length)).toEqual([15_000, 15_000]);
    expect(pieces.map((piece) => [piece.before !== undefined, piece.after !== undefined])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test.each([
    [4, 3],
    [6, 3],
    [10, 5],
    [16, 8],
    [100, 8],
  ])('of %i bytes are hidden from %i on when cut off', (length, least) => {
    expect(minimumCutOff(pattern('a'.repeat(length)))).toBe(least);
  });
});
