import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renewalDelay, retryDelay } from '../../../src/inject/lease/renewal-delay.js';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('renewalDelay', () => {
  test('two thirds of the time, less some jitter', () => {
    expect(renewalDelay(3600, 'renew', 0)).toBeCloseTo(2_400_000);
    expect(renewalDelay(3600, 'renew', 0.999)).toBeGreaterThan(2_000_000);
    expect(renewalDelay(3600, 'mint', 0)).toBeCloseTo(3_240_000);
  });

  test('always within the time granted, and never at once unless nothing was granted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e7 }),
        unit,
        fc.constantFrom('renew', 'mint'),
        (seconds, random, means) => {
          const delay = renewalDelay(seconds, means, random);
          expect(delay).toBeGreaterThan(seconds * 500);
          expect(delay).toBeLessThan(seconds * 1000);
        },
      ),
    );
    expect(renewalDelay(0, 'renew', 0.5)).toBe(0);
  });
});

describe('retryDelay', () => {
  test('never a hot loop: half a second at least, half a minute at most', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1e9), unit, (failures, remaining, random) => {
        const delay = retryDelay(failures, remaining, random);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  test('waits grow, and shrink again when the end is near', () => {
    expect(retryDelay(4, 1e6, 0.5)).toBeGreaterThan(retryDelay(1, 1e6, 0.5));
    expect(retryDelay(8, 4_000, 0.5)).toBeLessThan(retryDelay(8, 1e6, 0.5));
  });
});
