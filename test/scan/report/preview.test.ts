import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../src/scan/report/preview.js';
import { anyText } from './any-text.js';

describe('previewOf', () => {
  it.each([
    [`ghp_${'k'.repeat(32)}x9Qf`, 'ghp_…x9Qf'],
    ['0123456789abcdef0123456789abcdef', '0123…cdef'],
    ['0123456789abcdef01234567', '012…567'],
    ['0123456789abcdef0123', '012…23'],
    ['0123456789abcdef', '01…ef'],
    ['0123456789abcde', '…'],
    ['hunter2', '…'],
    ['', '…'],
    [`\u001b[2J${'k'.repeat(30)}\u202e\n`, '·[2J…kk··'],
    ['🔑'.repeat(40), '🔑🔑🔑🔑…🔑🔑🔑🔑'],
    [`\ud83d${'k'.repeat(40)}`, '·kkk…kkkk'],
  ])('%j shows as %s', (value, preview) => {
    expect(previewOf(value)).toBe(preview);
  });

  it('never shows more than a quarter, more than 4+4, nor a character that moves the cursor', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const preview = previewOf(value);
        const sides =
          preview.length === 1
            ? [0, 0]
            : [[...preview].indexOf('…'), [...preview].length - [...preview].indexOf('…') - 1];
        const [head = 0, tail = 0] = sides;
        expect(head + tail).toBeLessThanOrEqual([...value].length / 4);
        expect(Math.max(head, tail)).toBeLessThanOrEqual(4);
        expect(preview).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
