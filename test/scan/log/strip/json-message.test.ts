import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTexts } from '../../../../src/scan/log/strip/json-message.js';
import { membersOf } from '../../../../src/scan/log/strip/json-places.js';
import { TracedText } from '../../../../src/scan/log/traced-text.js';

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const read = (record: unknown) => jsonTexts(new TracedText(latin1(JSON.stringify(record)), 0));

describe('the texts of a record', () => {
  it('a message of any characters is read as it was meant', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (said, other) => {
      const { message } = read({ other, msg: `${said}.` });
      expect(message?.text).toBe(latin1(`${said}.`));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('lists of words are read as command lines, whatever stands around them', () => {
    const words = fc.array(fc.string(), { minLength: 2, maxLength: 5 });
    const property = fc.property(words, fc.jsonValue(), (argv, other) => {
      const { lists, message } = read({ a: 1.5, argv, deep: { argv: ['x', 'y'] }, mixed: ['a', 1], rest: [other, {}] });
      expect(lists.map(({ text }) => text)).toEqual([latin1(argv.join(' '))]);
      expect(message).toBeUndefined();
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("docker's cut lines are open, and the last line feed is no part of a message", () => {
    expect(read({ log: 'half', stream: 'stdout' })).toMatchObject({ end: 'open' });
    expect(read({ log: 'whole\n', stream: 'stdout' })).toMatchObject({ end: 'line', message: { text: 'whole' } });
  });

  it.each(['{', '{"msg":"a"', '[1]', 'x', '{"msg":5}', '{}', '{"a":{"msg":"b"}}'])('there are none in %s', (line) => {
    expect(jsonTexts(new TracedText(line, 0))).toEqual({ lists: [] });
  });
});

describe('where the strings of an object stand', () => {
  it('is where JSON has them', () => {
    const property = fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(2), (object, indent) => {
      const text = JSON.stringify(object, undefined, indent);
      const members = membersOf(text);
      for (const [name, value] of Object.entries(object)) {
        const member = members?.get(name);
        const strings = member?.strings.map(({ start, end }) => JSON.parse(text.slice(start, end)) as string);
        if (typeof value === 'string') expect([member?.kind, strings]).toEqual(['string', [value]]);
        else if (Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string'))
          expect([member?.kind, strings]).toEqual(['words', value]);
        else if (!Array.isArray(value)) expect(member?.kind).toBe('other');
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});
