import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOfScore, scoreThresholds } from '../../../../src/scan/detect/score/thresholds.js';

const RANK = { none: 0, low: 1, medium: 2, high: 3 };

describe('confidenceOfScore', () => {
  it.each(scoreThresholds.map((bucket) => [bucket.from, bucket] as const))(
    'is exact at the borders from length %i on',
    (from, bucket) => {
      expect(confidenceOfScore(bucket.high, from)).toBe('high');
      expect(confidenceOfScore(bucket.high - 1e-9, from)).toBe('medium');
      expect(confidenceOfScore(bucket.medium - 1e-9, from)).toBe('low');
      expect(confidenceOfScore(bucket.low, from)).toBe('low');
      expect(confidenceOfScore(bucket.low - 1e-9, from)).toBe('none');
    },
  );

  it('never takes a value shorter than six characters', () => {
    expect(confidenceOfScore(1, 5)).toBe('none');
  });

  it('asks no less of a shorter value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100), fc.nat(100), (score, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        expect(RANK[confidenceOfScore(score, long)]).toBeGreaterThanOrEqual(RANK[confidenceOfScore(score, short)]);
      }),
    );
  });
});
