import { describe, expect, it } from 'vitest';
import { amount, byteAmount, secondAmount, verdict } from '../../../src/scan/report/amounts.js';

describe('amounts', () => {
  it.each([
    [0, '0 files'],
    [1, '1 file'],
    [999, '999 files'],
    [1000, '1,000 files'],
    [78_579, '78,579 files'],
    [1_234_567, '1,234,567 files'],
  ])('%d', (count, text) => expect(amount(count, 'file')).toBe(text));

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [4_249, '4.2 kB'],
    [9_960, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [56_200_000, '56 MB'],
    [2_147_483_648, '2.1 GB'],
    [5_000_000_000_000_000, '5,000 TB'],
  ])('%d bytes', (bytes, text) => expect(byteAmount(bytes)).toBe(text));

  it.each([
    [0.004, '0.00 s'],
    [0.042, '0.04 s'],
    [0.3, '0.3 s'],
    [1.31, '1.3 s'],
    [9.96, '10 s'],
    [75.4, '75 s'],
  ])('%d seconds', (seconds, text) => expect(secondAmount(seconds)).toBe(text));

  it('a verdict leaves out the severities that nobody has', () => {
    const bySeverity = { critical: 1, high: 0, medium: 1200, low: 0 };
    expect(verdict({ findings: 1201, occurrences: 2000, bySeverity, belowGate: 0, allowed: 0 })).toBe(
      '1,201 secrets in 2,000 places: 1 critical, 1,200 medium',
    );
  });
});
