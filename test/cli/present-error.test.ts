import { describe, expect, test } from 'vitest';
import { noteLine, presentError } from '../../src/cli/present-error.js';
import { KeepmumError } from '../../src/core/keepmum-error.js';

describe('an error of ours', () => {
  test('tells every problem before the error that sums them up', () => {
    const problems = [new KeepmumError('USAGE', 'cannot a', { hints: ['b'] }), new KeepmumError('USAGE', 'cannot c')];
    expect(presentError(new KeepmumError('REFUSED', 'cannot two of three', { problems }), 'normal').lines).toEqual([
      'keepmum: error: cannot a',
      'keepmum: hint: b',
      'keepmum: error: cannot c',
      'keepmum: error: cannot two of three',
    ]);
  });

  const error = new KeepmumError('CONFIG_INVALID', 'cannot read "x"', {
    hints: ['a', 'b'],
    cause: new Error('secret'),
  });

  test('is one line, then its hints, then its exit code', () => {
    expect(presentError(error, 'normal')).toEqual({
      lines: ['keepmum: error: cannot read "x"', 'keepmum: hint: a', 'keepmum: hint: b'],
      exitCode: 2,
    });
  });

  test('shows the kind and place of its cause when verbose, and never the message of the cause', () => {
    const { lines } = presentError(error, 'verbose');
    expect(lines[3]).toBe('  caused by Error');
    expect(lines.some((line) => line.includes('present-error.test.ts'))).toBe(true);
    expect(lines.join('\n')).not.toContain('secret');
  });

  test('cannot steer a terminal or forge a line', () => {
    const evil = new KeepmumError('USAGE', 'x\u001b[2J\nkeepmum: error: y', { hints: ['\u202ehint\r'] });
    const { lines } = presentError(evil, 'normal');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toMatch(/[\u001b\n\r\u202e]/);
  });
});

describe('any other failure', () => {
  const thrown = Object.assign(new TypeError('the value is hunter2-hunter2'), {
    code: 'EIO',
    syscall: 'read',
    path: '/a/b',
  });

  test('is one line with its kind and a way on', () => {
    expect(presentError(thrown, 'normal')).toEqual({
      lines: [
        'keepmum: error: keepmum itself failed: TypeError EIO read "/a/b"',
        'keepmum: hint: --verbose shows more',
      ],
      exitCode: 4,
    });
  });

  test('shows its place when verbose, and never its message', () => {
    const { lines } = presentError(thrown, 'verbose');
    expect(lines.filter((line) => line.startsWith('    at ')).length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  test.each([['a string'], [undefined], [{ message: 'an object' }]])('even when %j was thrown', (odd) => {
    expect(presentError(odd, 'verbose').exitCode).toBe(4);
    expect(presentError(odd, 'normal').lines[0]).toBe(`keepmum: error: keepmum itself failed: ${typeof odd}`);
  });
});

test('notes are one line too', () => {
  expect(noteLine('a\nb')).toBe('keepmum: note: a\\nb');
});
