import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaseline } from '../../src/config/read-baseline.js';
import { folderWith } from './temporary-folder.js';

const ONE = '0123456789abcdef0123456789abcdef';
const TWO = 'fedcba9876543210fedcba9876543210';

function baselineOf(text: string): ReadonlySet<string> {
  return readBaseline(join(folderWith({ 'report.json': text }), 'report.json'), 'report.json');
}

describe('a baseline', () => {
  test.each([
    ['a JSON report', JSON.stringify({ findings: [{ fingerprint: ONE }, { fingerprint: TWO }] }), [ONE, TWO]],
    ['a JSON report without findings', '{"findings":[]}', []],
    ['lines of JSON', `{"type":"finding","fingerprint":"${ONE}"}\n{"type":"coverage"}\n`, [ONE]],
    ['lines of JSON without findings', '{"type":"coverage"}\n', []],
  ])('is %s', (_, text, expected) => {
    expect([...baselineOf(text)]).toEqual(expected);
  });

  test.each(['', 'no report', '[]', '{"runs":[]}', '{"findings":3}', '{"fingerprint":"one"}\n{'])(
    'is not %j, which knows nothing and would hide nothing',
    (text) => {
      expect(() => baselineOf(text)).toThrow(
        'cannot use the baseline "report.json": found something else, expected a JSON report of keepmum',
      );
    },
  );

  test('that is not there is an error', () => {
    expect(() => readBaseline(join(folderWith({}), 'none'), 'none')).toThrow('cannot read the baseline "none": ENOENT');
  });
});
