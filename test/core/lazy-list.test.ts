import { expect, it } from 'vitest';
import { lazyList } from '../../src/core/lazy-list.js';

function squares(): { readonly list: readonly { square: number }[]; readonly made: number[] } {
  const made: number[] = [];
  const list = lazyList(4, (index) => {
    made.push(index);
    return { square: index * index };
  });
  return { list, made };
}

it('makes an element when it is first looked at, and once', () => {
  const { list, made } = squares();
  expect(list).toHaveLength(4);
  expect(made).toEqual([]);
  expect(list[2]).toEqual({ square: 4 });
  expect(list[2]).toBe(list[2]);
  expect(made).toEqual([2]);
});

it('is an array like any other, in the order of its elements', () => {
  const { list } = squares();
  expect(list[4]).toBeUndefined();
  expect(list.map(({ square }) => square)).toEqual([0, 1, 4, 9]);
  expect([...list]).toEqual([{ square: 0 }, { square: 1 }, { square: 4 }, { square: 9 }]);
  expect(JSON.stringify(list)).toBe('[{"square":0},{"square":1},{"square":4},{"square":9}]');
});

it('crosses to a thread whole', () => {
  expect(structuredClone(squares().list)).toEqual([{ square: 0 }, { square: 1 }, { square: 4 }, { square: 9 }]);
});

it('of no length is empty', () => {
  expect(lazyList(0, () => ({}))).toEqual([]);
});
