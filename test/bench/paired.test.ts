import { describe, expect, it } from 'vitest';
import { comparePaired } from '../../bench/paired.mjs';

/** Answers with the given times in turn and writes down who asked. */
function clock(times: Record<string, readonly number[]>) {
  const asked: string[] = [];
  const run = (name: string) => {
    const wall = times[name]?.[asked.filter((one) => one === name).length] ?? Number.NaN;
    asked.push(name);
    return { wall, processor: name === 'a' ? 6 : 3, memory: wall * 10 };
  };
  return { asked, run };
}

describe('comparePaired', () => {
  it('runs the two in turn, one pair more than is counted', () => {
    const { asked, run } = clock({ a: [9, 1, 1], b: [9, 2, 2] });
    comparePaired('a', 'b', 2, run);
    expect(asked.join('')).toBe('ababab');
  });

  it('takes the ratio within each pair, so that a slow moment of the machine falls on both', () => {
    const { run } = clock({ a: [500, 1, 10, 3], b: [1, 2, 20, 4] });
    const { ratio, processorRatio } = comparePaired('a', 'b', 3, run);
    expect(processorRatio).toBe(2);
    expect(ratio).toEqual({ median: 0.5, min: 0.5, max: 0.75 });
  });

  it('gives medians of each', () => {
    const { run } = clock({ a: [7, 1, 3], b: [7, 5, 4] });
    const { ours, other } = comparePaired('a', 'b', 2, run);
    expect(ours).toEqual({ wall: 2, processor: 6, memory: 20 });
    expect(other).toEqual({ wall: 4.5, processor: 3, memory: 45 });
  });

  it('has nothing to say about what could not be measured', () => {
    const { ours, processorRatio } = comparePaired('a', 'b', 2, () => ({ wall: 1 }));
    expect(ours).toEqual({ wall: 1, processor: undefined, memory: undefined });
    expect(processorRatio).toBeUndefined();
  });
});
