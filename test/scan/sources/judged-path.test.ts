import { describe, expect, it } from 'vitest';
import { judgedPath } from '../../../src/scan/sources/judged-path.js';

describe('judgedPath', () => {
  it.each([
    ['src/a.ts', ['.'], 'src/a.ts'],
    ['test/data/a.env', ['test'], 'test/data/a.env'],
    ['/tmp/test/project/src/a.ts', ['/tmp/test/project'], 'src/a.ts'],
    ['/tmp/test/project/src/a.ts', ['/tmp/test/project/'], 'src/a.ts'],
    ['/tmp/test/project/src/a.ts', ['/tmp/test', '/tmp/test/project'], 'src/a.ts'],
    ['/tmp/test/a.env', ['/tmp/test/a.env'], 'a.env'],
    ['../tests/project/src/a.ts', ['../tests/project'], 'src/a.ts'],
    ['/a.env', ['/'], 'a.env'],
  ])('%s of %j is %s', (path, roots, expected) => {
    expect(judgedPath(path, roots)).toBe(expected);
  });
});
