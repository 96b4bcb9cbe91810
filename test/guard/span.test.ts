import { describe, expect, it } from 'vitest';
import { isCovered, movedBack } from '../../src/guard/span.js';

describe('a span', () => {
  it('keeps what else it has when it moves', () => {
    expect(movedBack({ start: 10, end: 12, name: 'one' }, 7)).toEqual({ start: 3, end: 5, name: 'one' });
    expect(movedBack({ start: 3, end: 5 }, 4)).toEqual({ start: -1, end: 1 });
  });

  it.each([
    ['one run', [[0, 10]], true],
    [
      'two that touch, in any order',
      [
        [5, 9],
        [2, 5],
      ],
      true,
    ],
    [
      'two that overlap',
      [
        [1, 6],
        [4, 8],
      ],
      true,
    ],
    [
      'a gap',
      [
        [2, 4],
        [5, 8],
      ],
      false,
    ],
    ['nothing', [], false],
    ['too short', [[2, 7]], false],
    ['too late', [[3, 8]], false],
  ] as const)('is covered by runs: %s', (_, runs, expected) => {
    expect(
      isCovered(
        { start: 2, end: 8 },
        runs.map(([start, end]) => ({ start, end })),
      ),
    ).toBe(expected);
  });
});
