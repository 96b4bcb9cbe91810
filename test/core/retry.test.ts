import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, retry, type Verdict } from '../../src/core/retry.js';
import { RetryBudget } from '../../src/core/retry-budget.js';
import { ManualClock } from './manual-clock.js';

const POLICY = { attempts: 4, base: 100, cap: 1000, within: 60_000 };
const NEVER = new AbortController().signal;

/** Fails so many times, then answers. */
function scene(failures: number, verdict: Verdict, changes: Partial<typeof POLICY> = {}, signal = NEVER) {
  const clock = new ManualClock();
  const attempts: number[] = [];
  const attempt = async (number: number) => {
    attempts.push(clock.monotonic() - 1000);
    if (number < failures) throw new Error(`failure ${number}`);
    return 'answer';
  };
  const outcome = retry(attempt, () => verdict, { ...POLICY, ...changes }, { clock, random: () => 1 }, signal).catch(
    (error: unknown) => error,
  );
  return { clock, attempts, outcome };
}

describe('backoff', () => {
  it('is anything between nought and a bound that doubles up to the cap', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 0.999, noNaN: true }), (number, random) => {
        const wait = backoff(number, POLICY, random);
        const bound = Math.min(POLICY.cap, POLICY.base * 2 ** number);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(bound);
        expect(wait).toBeCloseTo(random * bound);
      }),
    );
  });
});

describe('retry', () => {
  it('attempts again, each time later, until it works', async () => {
    const { clock, attempts, outcome } = scene(3, { notBefore: 0 });
    await clock.turn(10_000);
    expect(await outcome).toBe('answer');
    expect(attempts).toEqual([0, 100, 300, 700]);
  });

  it('ends with the last failure when the attempts are used up', async () => {
    const { clock, attempts, outcome } = scene(9, { notBefore: 0 });
    await clock.turn(10_000);
    expect(await outcome).toEqual(new Error('failure 3'));
    expect(attempts).toHaveLength(4);
  });

  it('waits as long as it is asked to', async () => {
    const { clock, attempts, outcome } = scene(1, { notBefore: 5000 });
    await clock.turn(10_000);
    expect(await outcome).toBe('answer');
    expect(attempts).toEqual([0, 5000]);
  });

  it('does not begin a wait that ends too late', async () => {
    const { clock, attempts, outcome } = scene(9, { notBefore: 5000 }, { within: 7000 });
    await clock.turn(5000);
    expect(await outcome).toEqual(new Error('failure 1'));
    expect(attempts).toEqual([0, 5000]);
  });

  it('attempts once where that is the verdict', async () => {
    const { attempts, outcome } = scene(1, 'give-up');
    expect(await outcome).toEqual(new Error('failure 0'));
    expect(attempts).toEqual([0]);
  });

  it('ends with the reason of the signal, also while it waits', async () => {
    const stop = new AbortController();
    const { clock, attempts, outcome } = scene(9, { notBefore: 5000 }, {}, stop.signal);
    await clock.turn(1000);
    stop.abort(new Error('enough'));
    expect(await outcome).toEqual(new Error('enough'));
    expect(attempts).toEqual([0]);
  });
});

describe('a retry budget', () => {
  it('is spent, and earned by what succeeds', () => {
    const budget = new RetryBudget(2, 0.5);
    expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
    budget.succeeded();
    expect(budget.spend()).toBe(false);
    budget.succeeded();
    expect(budget.spend()).toBe(true);
  });

  it('never holds more than at the start', () => {
    const budget = new RetryBudget(2, 0.5);
    for (let times = 0; times < 100; times++) budget.succeeded();
    expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
  });
});
