import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedTexts, TracedText } from '../../../src/scan/log/traced-text.js';

/** For each character where it stands in the log. */
function origins(text: TracedText): number[] {
  const starts = new Map<number, number>();
  text.eachPart((at, from) => starts.set(at, from));
  let from = 0;
  return Array.from({ length: text.length }, (_, at) => {
    from = starts.get(at) ?? from + 1;
    return from;
  });
}

/** A log of different characters, so that each says where it stands. */
const LOG = Array.from({ length: 90 }, (_, at) => String.fromCharCode(33 + at)).join('');
const told = (text: TracedText) => origins(text).map((at) => LOG[at]);

/** Anything that is done to a text. */
const step = fc.oneof(
  fc.tuple(fc.nat(20), fc.nat(90)).map(
    ([start, end]) =>
      (text: TracedText) =>
        text.slice(start, Math.max(start, end)),
  ),
  fc.constantFrom(/[A-F]/g, /[0-9]+/g, /x.?/g, /^./g).map((pattern) => (text: TracedText) => text.without(pattern)),
  fc.constantFrom('M', 'Z', 'k').map((mark) => (text: TracedText) => joinedTexts(text.split(mark), '', 'foreign')),
);

test('every character keeps its place, whatever is taken out', () => {
  const property = fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
    const text = steps.reduce((before, change) => change(before), new TracedText(LOG, 0));
    expect(told(text).join('')).toBe(text.text);
  });
  fc.assert(property, { numRuns: 500 });
});

test('other words have the same places', () => {
  const text = new TracedText('a***b', 7).reworded('a\x02*\x03b');
  expect([text.text, origins(text)]).toEqual(['a\x02*\x03b', [7, 8, 9, 10, 11]]);
});

test('what is nothing but taken out is empty', () => {
  expect(new TracedText('aaa', 3).without(/a/g).text).toBe('');
  expect(joinedTexts([], ' ', 'ours').text).toBe('');
});
