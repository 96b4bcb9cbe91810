import { expect, it } from 'vitest';
import { PathHabits } from '../../../../src/scan/git/versions/path-habits.js';

/** Which of the next versions are compared when each comparison gains `part`. */
function compared(habits: PathHabits, part: number, versions: number): boolean[] {
  return Array.from({ length: versions }, () => {
    const isWorth = habits.isWorth('a');
    if (isWorth) habits.learn('a', part);
    return isWorth;
  });
}

it('a path that changes little is compared every time', () => {
  expect(compared(new PathHabits(), 0.9, 5)).toEqual([true, true, true, true, true]);
});

it('a path that is written anew rests longer each time, up to 64 versions', () => {
  const turns = compared(new PathHabits(), 0.1, 400).flatMap((isWorth, index) => (isWorth ? [index] : []));
  const rests = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0) - 1);
  expect(rests.slice(0, 6)).toEqual([2, 4, 8, 16, 32, 64]);
  expect(new Set(rests.slice(6))).toEqual(new Set([64]));
});

it('one gain is enough to be compared again every time', () => {
  const habits = new PathHabits();
  compared(habits, 0.1, 10);
  while (!habits.isWorth('a'));
  expect(habits.learn('a', 0.9)).toBe('worth');
  expect(compared(habits, 0.9, 3)).toEqual([true, true, true]);
  expect(habits.isWorth('b')).toBe(true);
});
