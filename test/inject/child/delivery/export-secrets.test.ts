import { execFileSync } from 'node:child_process';
import { linkSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SecretValue } from '../../../../src/core/secret-value.js';
import { exportSecrets } from '../../../../src/inject/child/delivery/export-secrets.js';

let folder = '';
let file = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-export-'));
});
beforeEach(() => {
  file = join(folder, String(count++));
});
afterAll(() => rmSync(folder, { recursive: true }));

const secretsOf = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, new SecretValue(value)]));

/** As GitHub's runner reads such a file. */
function readGithub(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length - 1; index++) {
    const [name = '', delimiter = ''] = (lines[index] as string).split('<<');
    const end = lines.indexOf(delimiter, index + 1);
    values[name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return values;
}

describe('for GitHub', () => {
  test('what was in the file stays, and it is known what we wrote', () => {
    writeFileSync(file, 'BEFORE=1\n');
    const [own] = exportSecrets({ kind: 'github', files: [file] }, secretsOf({ A: 'one', B: 'x\ny' }));
    const bytes = readFileSync(file);
    expect(bytes.toString()).toMatch(/^BEFORE=1\nA<<keepmum_/);
    expect(own).toEqual({ path: file, from: 9, to: bytes.length });
    expect(readGithub(bytes.toString().slice(9))).toEqual({ A: 'one', B: 'x\ny' });
  });

  test('no value can set another variable', () => {
    const values = fc.array(fc.constantFrom('A<<keepmum_', '\n', '=', 'EOF', '<<', 'keepmum_', 'x'), { minLength: 1 });
    fc.assert(
      fc.property(values, (pieces) => {
        const value = pieces.join('');
        rmSync(file, { force: true });
        exportSecrets({ kind: 'github', files: [file] }, secretsOf({ A: value }));
        expect(readGithub(readFileSync(file, 'utf8'))).toEqual({ A: value });
      }),
      { numRuns: 50 },
    );
  });
});

describe('as a file', () => {
  test('json is read back', () => {
    exportSecrets({ kind: 'json', file }, secretsOf({ A: 'one "two"', B: 'é\n' }));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ A: 'one "two"', B: 'é\n' });
  });

  test.each(['plain', 'with blank', `do"uble`, 'dollar $HOME `x`', 'back\\slash'])(
    'a shell reads dotenv back: %s',
    (value) => {
      exportSecrets({ kind: 'dotenv', file }, secretsOf({ A: value }));
      const read = execFileSync('sh', ['-c', `. "$1"; printf %s "$A"`, 'sh', file], { encoding: 'utf8' });
      expect(read).toBe(value);
    },
  );

  test('a value of several lines is one line of dotenv', () => {
    exportSecrets({ kind: 'dotenv', file }, secretsOf({ A: "it's\ntwo" }));
    expect(readFileSync(file, 'utf8')).toBe(`A="it's\\ntwo"\n`);
  });

  test('is for its owner alone, and whoever holds the old one does not get the new one', () => {
    writeFileSync(file, 'old', { mode: 0o644 });
    linkSync(file, `${file}-link`);
    exportSecrets({ kind: 'json', file }, secretsOf({ A: 'one' }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${file}-link`, 'utf8')).toBe('old');
  });

  test('a place that cannot be written to is said, without the value', () => {
    const target = { kind: 'json', file: join(folder, 'none/file') } as const;
    expect(() => exportSecrets(target, secretsOf({ A: 'one' }))).toThrow(
      expect.objectContaining({ code: 'OUTPUT_FAILED', message: expect.not.stringContaining('one"') as string }),
    );
  });

  test('bytes that are no text are refused', () => {
    const secrets = new Map([['A', new SecretValue(Uint8Array.from([0xff]))]]);
    expect(() => exportSecrets({ kind: 'json', file }, secrets)).toThrow(/not UTF-8/);
  });
});
