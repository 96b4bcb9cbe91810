import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTexts } from '../../../../src/scan/log/strip/json-message.js';
import { shownLine } from '../../../../src/scan/log/strip/terminal-codes.js';
import { TracedText } from '../../../../src/scan/log/traced-text.js';

const shown = (line: string): string => shownLine(new TracedText(line, 0)).text.text;

/** The plain way: the first character with a backspace behind it goes with it, as long as there is one. */
function overstruck(line: string): string {
  for (let text = line; ; ) {
    const next = text.replace(/[^\x08]\x08/, '');
    if (next === text) return text.replaceAll('\x08', '');
    text = next;
  }
}

describe('a line as a terminal shows it', () => {
  it('backspaces take what stands before them', () => {
    const property = fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '\x08') }), (line) => {
      expect(shown(line)).toBe(overstruck(line));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each([
    ['a colour', 'a\x1b[1;31mb\x1b[0m', 'ab'],
    ['a code that has only begun', 'a\x1b[3', 'a'],
    ['an escape that has only begun', 'a\x1b', 'a'],
    ["a link's address", 'a\x1b]8;;x\x07b', 'ab'],
  ])('%s is not to be seen', (_, line, expected) => {
    expect(shown(line)).toBe(expected);
  });
});

describe('lines that were made to be slow are read in linear time', () => {
  const half = 120_000;

  it('backspaces without end', () => {
    expect(shown(`${'a'.repeat(half)}${'\x08'.repeat(half)}`)).toBe('');
  });

  it('colours without end', () => {
    expect(shown('\x1b[0ma'.repeat(half / 4))).toBe('a'.repeat(half / 4));
  });

  it('a record of nothing but escapes', () => {
    const record = JSON.stringify({ msg: '\n\x1b[0m"'.repeat(half / 10), argv: ['\t'.repeat(half / 4), 'b'] });
    const { message } = jsonTexts(new TracedText(record, 0));
    expect(message?.split('\n')).toHaveLength(half / 10 + 1);
    expect(shownLine(message as TracedText).text.length).toBe(half / 5);
  });
});
