import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../src/config/toml-line.js';

const SOURCE = `# a comment
title = "x"

[scan]
jobs = 4
only = [
  "a",
  "b",
]
note = '''
jobs = 5
skip = ["not this"]
'''
skip = ["c"]

[[rules]]
id = "one"
[[rules]]
id = "two"
regex = "r" # entropy
entropy = 3
`;

describe('where a value begins', () => {
  test.each([
    [['title'], 2],
    [['scan'], 4],
    [['scan', 'jobs'], 5],
    [['scan', 'only'], 6],
    [['scan', 'note'], 10],
    [['scan', 'skip'], 14],
    [['rules', 0, 'id'], 17],
    [['rules', 1, 'id'], 19],
    [['rules', 1, 'entropy'], 21],
  ])('%j is on line %i', (path, line) => {
    expect(lineOf(SOURCE, path)).toBe(line);
  });

  test('CRLF and inline tables', () => {
    expect(lineOf('a = 1\r\n\r\nscan = { jobs = 1 }\r\n', ['scan', 'jobs'])).toBe(3);
    expect(lineOf('a.b = 1\na.c = 2', ['a', 'c'])).toBe(2);
  });
});

test('each key of a flat document is found on its own line', () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(keys, (names) => {
      const source = stringify(Object.fromEntries(names.map((name) => [name, name])));
      const lines = source.split('\n');
      for (const name of names) expect(lines[lineOf(source, [name]) - 1]).toMatch(new RegExp(`^${name} = `));
    }),
    { numRuns: 30 },
  );
});
