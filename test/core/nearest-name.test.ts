import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../../src/core/nearest-name.js';

const KNOWN = ['format', 'output', 'only', 'jobs', 'max-file-size'];

describe('one slip of each kind', () => {
  test.each([
    ['formt', 'format'],
    ['foormat', 'format'],
    ['fermat', 'format'],
    ['fromat', 'format'],
    ['jbos', 'jobs'],
    ['OUTPUT', 'output'],
    ['max-filesize', 'max-file-size'],
  ])('%s means %s', (typed, meant) => {
    expect(nearestName(typed, KNOWN)).toBe(meant);
  });
});

test.each(['colour', 'x', '', 'jxxs'])('nothing is near %j', (typed) => {
  expect(nearestName(typed, KNOWN)).toBeUndefined();
});

test('the nearest of several wins', () => {
  expect(nearestName('list', ['lint', 'last-one', 'lists'])).toMatch(/^(lint|lists)$/);
  expect(nearestName('listss', ['lint', 'lists'])).toBe('lists');
});

test('a name is always nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{3,12}$/), { minLength: 1 }), (names) => {
      for (const name of names) expect(nearestName(name, names)).toBe(name);
    }),
  );
});

test('two neighbours swapped are one slip, wherever they stand', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (name, at) => {
      const index = at % (name.length - 1);
      const swapped = name.slice(0, index) + name[index + 1] + name[index] + name.slice(index + 2);
      expect(nearestName(swapped, [name])).toBe(name);
    }),
  );
});
