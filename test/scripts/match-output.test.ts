import { describe, expect, test } from 'vitest';
import { matchesOutput } from './match-output.js';
import { parseScript } from './parse-script.js';

describe('output', () => {
  test.each([
    ['', ''],
    ['a\n', 'a\n'],
    ['a [..] c\n', 'a b c\n'],
    ['(1+1)\n', '(1+1)\n'],
    ['...\n', 'x\ny\n'],
    ['a\n...\nz\n', 'a\nz\n'],
    ['a\n...\nz\n', 'a\nb\nc\nz\n'],
  ])('%j takes %j', (expected, actual) => {
    expect(matchesOutput(expected, actual)).toBe(true);
  });

  test.each([
    ['', 'a\n'],
    ['a\n', ''],
    ['a\n', 'a'],
    ['a\n', 'a\nb\n'],
    ['a [..] c\n', 'a b\nc\n'],
    ['a.c\n', 'abc\n'],
    ['...\nz\n', 'a\n'],
  ])('%j does not take %j', (expected, actual) => {
    expect(matchesOutput(expected, actual)).toBe(false);
  });
});

describe('scripts', () => {
  test('have files, runs and what each must do', () => {
    const text =
      'Why.\n\n== file a/b.txt\none\n\ntwo\n\n== run keepmum scan a\n== stdout\nout\n== exit 1\n== run true\n';
    expect(parseScript(text)).toEqual({
      files: [{ name: 'a/b.txt', content: 'one\n\ntwo\n' }],
      runs: [
        { command: 'keepmum scan a', stdout: 'out\n', stderr: '', exitCode: 1, line: 8 },
        { command: 'true', stdout: '', stderr: '', exitCode: 0, line: 12 },
      ],
    });
  });

  test.each(['== stdout\nx\n', '== fiel a\n'])('%j is refused', (text) => {
    expect(() => parseScript(text)).toThrow('line 1');
  });
});
