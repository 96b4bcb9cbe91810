import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { endOf, exitCodeOf } from '../../../src/inject/child/child-end.js';

test.each(Object.entries(constants.signals).filter(([name]) => !['SIGIOT', 'SIGPOLL', 'SIGCLD'].includes(name)))(
  '%s is 128 + its number, whichever of its names it gets',
  (_, number) => {
    expect(exitCodeOf(endOf(0, number))).toBe(128 + number);
  },
);

test('no signal is the code', () => {
  expect(endOf(3, 0)).toEqual({ kind: 'exited', code: 3 });
  expect(exitCodeOf(endOf(3, undefined))).toBe(3);
});
