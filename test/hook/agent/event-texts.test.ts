import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTexts } from '../../../src/hook/agent/event-texts.js';

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

describe('the texts of an event', () => {
  test('are all its strings, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const texts = eventTexts(value).map(({ text }) => text);
        expect(texts).toEqual(expect.arrayContaining(leaves(value)));
      }),
    );
  });

  test('have the place where they stand, and the name of a short value before it', () => {
    expect(eventTexts({ tool_input: { env: { API_KEY: 'v' } } }).slice(-3)).toEqual([
      { where: 'tool_input.env', text: 'API_KEY' },
      { where: 'tool_input.env.API_KEY', text: 'v' },
      { where: 'tool_input.env.API_KEY', text: 'API_KEY = "v"' },
    ]);
  });

  test('values of a list go by the name of the list', () => {
    expect(eventTexts({ token: ['v'] })).toContainEqual({ where: 'token.0', text: 'token = "v"' });
  });

  test('what an edit takes out is left out', () => {
    const texts = eventTexts({ old_string: 'gone', new_string: 'come', edits: [{ old_string: 'gone' }] });
    expect(texts.map(({ text }) => text)).not.toContain('gone');
    expect(texts.map(({ text }) => text)).toContain('come');
  });

  test('a nesting without end is an error, not a pass', () => {
    const deep = `${'['.repeat(100_000)}"x"${']'.repeat(100_000)}`;
    expect(() => eventTexts(JSON.parse(deep))).toThrow(RangeError);
  });
});
