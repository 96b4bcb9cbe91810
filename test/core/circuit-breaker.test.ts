import { expect, it } from 'vitest';
import { CircuitBreaker } from '../../src/core/circuit-breaker.js';
import { ManualClock } from './manual-clock.js';

function breakerWith() {
  const clock = new ManualClock();
  return { clock, breaker: new CircuitBreaker({ failures: 3, rest: 1000, longestRest: 3000 }, clock) };
}

function fail(breaker: CircuitBreaker, times: number): void {
  for (let time = 0; time < times; time++) breaker.failed();
}

it('opens after so many failures in a row, and a success in between counts', () => {
  const { breaker } = breakerWith();
  fail(breaker, 2);
  breaker.succeeded();
  fail(breaker, 2);
  expect([breaker.state, breaker.admit()]).toEqual(['closed', true]);
  fail(breaker, 1);
  expect([breaker.state, breaker.admit()]).toEqual(['open', false]);
});

it('lets one call find out after its rest', async () => {
  const { breaker, clock } = breakerWith();
  fail(breaker, 3);
  await clock.turn(999);
  expect(breaker.admit()).toBe(false);
  await clock.turn(1);
  expect(breaker.state).toBe('trial');
  expect([breaker.admit(), breaker.admit()]).toEqual([true, false]);
  breaker.succeeded();
  expect([breaker.state, breaker.admit(), breaker.admit()]).toEqual(['closed', true, true]);
});

it('rests twice as long each time the trial fails, up to a bound', async () => {
  const { breaker, clock } = breakerWith();
  fail(breaker, 3);
  const rests: number[] = [];
  for (let trial = 0; trial < 4; trial++) {
    let rest = 0;
    for (; !breaker.admit(); rest += 100) await clock.turn(100);
    rests.push(rest);
    breaker.failed();
  }
  expect(rests).toEqual([1000, 2000, 3000, 3000]);
});

it('a trial that was given up may be made by another', async () => {
  const { breaker, clock } = breakerWith();
  fail(breaker, 3);
  await clock.turn(1000);
  expect(breaker.admit()).toBe(true);
  breaker.abandoned();
  expect(breaker.admit()).toBe(true);
});
