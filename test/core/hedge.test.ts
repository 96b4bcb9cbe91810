import { describe, expect, it } from 'vitest';
import { hedge } from '../../src/core/hedge.js';
import { LatencyWindow } from '../../src/core/latency-window.js';
import { ManualClock } from './manual-clock.js';

interface Attempt {
  /** Milliseconds. */
  readonly takes: number;
  readonly fails?: boolean;
}

function scene(attempts: readonly [Attempt, Attempt], allowed = true, stop = new AbortController()) {
  const clock = new ManualClock();
  const log: string[] = [];
  const attempt = async (number: 0 | 1, signal: AbortSignal) => {
    log.push(`${number} starts at ${clock.monotonic() - 1000}`);
    signal.addEventListener('abort', () => log.push(`${number} aborted`));
    const { takes, fails } = attempts[number];
    await clock.sleep(takes, signal);
    if (fails) throw new Error(`failure of ${number}`);
    return `answer of ${number}`;
  };
  const outcome = hedge(attempt, { after: 100, allowed: () => allowed }, clock, stop.signal).catch(
    (error: unknown) => error,
  );
  return { clock, log, outcome, stop };
}

describe('hedge', () => {
  it('asks once where the answer comes in time', async () => {
    const { clock, log, outcome } = scene([{ takes: 99 }, { takes: 1 }]);
    await clock.turn(1000);
    expect(await outcome).toBe('answer of 0');
    expect(log).toEqual(['0 starts at 0', '0 aborted']);
  });

  it('takes the answer of the second where it is sooner, and ends the first', async () => {
    const { clock, log, outcome } = scene([{ takes: 500 }, { takes: 50 }]);
    await clock.turn(160);
    expect(await outcome).toBe('answer of 1');
    expect(log).toEqual(['0 starts at 0', '1 starts at 100', '0 aborted', '1 aborted']);
  });

  it('takes the first where it is sooner after all', async () => {
    const { clock, outcome } = scene([{ takes: 120 }, { takes: 50 }]);
    await clock.turn(1000);
    expect(await outcome).toBe('answer of 0');
  });

  it.each([
    ['the first', { takes: 120, fails: true }, { takes: 500 }, 'answer of 1'],
    ['the second', { takes: 500 }, { takes: 10, fails: true }, 'answer of 0'],
  ])('goes on with the other where %s fails', async (_, first, second, expected) => {
    const { clock, outcome } = scene([first, second]);
    await clock.turn(2000);
    expect(await outcome).toBe(expected);
  });

  it('fails as the first did where both fail', async () => {
    const { clock, outcome } = scene([
      { takes: 300, fails: true },
      { takes: 10, fails: true },
    ]);
    await clock.turn(2000);
    expect(await outcome).toEqual(new Error('failure of 0'));
  });

  it('asks no second time for a first that failed at once, or where that is not allowed', async () => {
    const early = scene([{ takes: 10, fails: true }, { takes: 1 }]);
    await early.clock.turn(2000);
    expect(await early.outcome).toEqual(new Error('failure of 0'));
    expect(early.log).toEqual(['0 starts at 0', '0 aborted']);
    const forbidden = scene([{ takes: 500 }, { takes: 1 }], false);
    await forbidden.clock.turn(2000);
    expect(await forbidden.outcome).toBe('answer of 0');
    expect(forbidden.log).toEqual(['0 starts at 0', '0 aborted']);
  });

  it('ends both when it is aborted from outside', async () => {
    const { clock, outcome, stop } = scene([{ takes: 500 }, { takes: 500 }]);
    await clock.turn(200);
    stop.abort(new Error('enough'));
    expect(await outcome).toEqual(new Error('enough'));
  });
});

describe('a window of latencies', () => {
  it('says nothing until it has seen enough', () => {
    const window = new LatencyWindow();
    for (let count = 0; count < 7; count++) window.add(10);
    expect(window.quantile(0.95)).toBeUndefined();
    window.add(10);
    expect(window.quantile(0.95)).toBe(10);
  });

  it('knows what is usual, and forgets what is long ago', () => {
    const window = new LatencyWindow();
    for (let latency = 1; latency <= 100; latency++) window.add(1000 + latency);
    expect(window.quantile(0)).toBe(1037);
    expect(window.quantile(0.95)).toBe(1097);
    expect(window.quantile(1)).toBe(1100);
    for (let count = 0; count < 64; count++) window.add(5);
    expect(window.quantile(1)).toBe(5);
  });
});
