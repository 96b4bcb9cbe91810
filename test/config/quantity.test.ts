import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCount, readDuration, readSize } from '../../src/config/quantity.js';
import type { Setting } from '../../src/config/setting.js';

const typed = (text: string): Setting => ({ text, where: () => '"--flag"', code: 'USAGE' });

describe('sizes', () => {
  test.each([
    ['0', 0],
    ['1', 1],
    ['4096', 4096],
    ['1k', 1024],
    ['1K', 1024],
    ['500K', 512_000],
    ['10M', 10_485_760],
    ['10MB', 10_485_760],
    ['10MiB', 10_485_760],
    ['1.5G', 1_610_612_736],
    [' 2 M ', 2_097_152],
  ])('%s is %i bytes', (text, bytes) => {
    expect(readSize(typed(text))).toBe(bytes);
  });

  test.each(['', 'M', '-1', '1T', '1e3', '0x10', '1,5M', 'NaN', 'Infinity', '99999999999999999999', '1 0', '10b0'])(
    '%j is refused',
    (text) => {
      expect(() => readSize(typed(text))).toThrow(
        expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('expected a size such as 500K') }),
      );
    },
  );
});

describe('times', () => {
  test.each([
    ['0', 0],
    ['30', 30_000],
    ['30s', 30_000],
    ['500ms', 500],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
  ])('%s is %i milliseconds', (text, milliseconds) => {
    expect(readDuration(typed(text))).toBe(milliseconds);
  });

  test.each(['', 's', '5 weeks', '-5s', '1d', 'soon', '600h'])('%j is refused', (text) => {
    expect(() => readDuration(typed(text))).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

describe('counts', () => {
  test('within limits, both inclusive', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
        const read = (): number => readCount(typed(String(count)), 1, 256);
        if (count >= 1 && count <= 256) expect(read()).toBe(count);
        else expect(read).toThrow('expected a whole number from 1 to 256');
      }),
    );
  });

  test.each(['', '1.5', '+1', ' 1', '0x1', 'all'])('%j is refused', (text) => {
    expect(() => readCount(typed(text), 0, 10)).toThrow('cannot use "--flag": found');
  });
});
