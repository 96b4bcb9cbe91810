import { describe, expect, test } from 'vitest';
import { HitCounter } from '../../src/mask/hit-counter.js';

const plain = (secret: number) => ({ secret, form: 'plain' as const });

function counted(...hits: [start: number, end: number, secret: number][]): [secret: number, count: number][] {
  const counter = new HitCounter();
  for (const [start, end, secret] of hits) counter.add(start, end, plain(secret));
  counter.settle(Number.POSITIVE_INFINITY);
  return counter.hits().map(({ secret, count }) => [secret, count]);
}

describe('what counts', () => {
  test('every occurrence that stands alone', () =>
    expect(counted([0, 4, 0], [6, 10, 0], [10, 14, 1])).toEqual([
      [0, 2],
      [1, 1],
    ]));
  test('overlapping ones, each', () =>
    expect(counted([0, 4, 0], [2, 6, 1])).toEqual([
      [0, 1],
      [1, 1],
    ]));
  test('not what a longer one holds', () => expect(counted([3, 5, 1], [0, 8, 0])).toEqual([[0, 1]]));
  test('not what a longer one with the same end holds', () => expect(counted([0, 8, 0], [4, 8, 1])).toEqual([[0, 1]]));
  test('not several inside one', () => expect(counted([0, 2, 1], [3, 5, 2], [6, 8, 3], [0, 9, 0])).toEqual([[0, 1]]));
  test('two secrets in the same place, both', () =>
    expect(counted([0, 4, 0], [0, 4, 1])).toEqual([
      [0, 1],
      [1, 1],
    ]));
  test('one secret in two forms in the same place, once', () =>
    expect(counted([0, 4, 0], [0, 4, 0])).toEqual([[0, 1]]));
  test('nothing', () => expect(counted()).toEqual([]));
});

describe('when it counts', () => {
  test('only what nothing can hold any more', () => {
    const counter = new HitCounter();
    counter.add(2, 4, plain(0));
    counter.settle(2);
    expect(counter.hits()).toEqual([]);
    counter.add(1, 6, plain(1));
    counter.settle(2);
    expect(counter.hits()).toEqual([{ secret: 1, form: 'plain', count: 1 }]);
  });

  test('by secret, whatever came first', () => {
    const counter = new HitCounter();
    counter.add(0, 4, plain(2));
    counter.add(5, 9, { secret: 0, form: 'base64' });
    counter.add(10, 14, { secret: 0, form: 'cut-off' });
    counter.settle(20);
    expect(counter.hits().map(({ secret, form }) => `${secret} ${form}`)).toEqual(['0 base64', '0 cut-off', '2 plain']);
  });

  test('what was forgotten may be added again', () => {
    const counter = new HitCounter();
    counter.add(2, 4, plain(0));
    counter.forgetOpen();
    counter.add(2, 4, plain(0));
    counter.settle(9);
    expect(counter.hits()).toEqual([{ secret: 0, form: 'plain', count: 1 }]);
  });
});
