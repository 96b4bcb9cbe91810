import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandExample } from '../../src/scan/rules/examples/expand-template.js';
import { matchesOutput } from './match-output.js';
import { parseScript, type ScriptRun } from './parse-script.js';

const PROGRAM = resolve('dist/keepmum.cjs');
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));
let folder = '';

beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error('dist/keepmum.cjs is missing, run npm run build');
  folder = mkdtempSync(join(tmpdir(), 'keepmum-scripts-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/keepmum'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(join(folder, 'bin/keepmum'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No variable of this machine's changes what a script sees. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
    HOME: folder,
    GIT_CEILING_DIRECTORIES: folder,
  };
}

function check(run: ScriptRun, cwd: string): void {
  const result = spawnSync('sh', ['-c', run.command], { cwd, encoding: 'utf8', env: environment() });
  const actual = { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
  const isAsExpected =
    actual.exitCode === run.exitCode &&
    matchesOutput(run.stdout, actual.stdout) &&
    matchesOutput(run.stderr, actual.stderr);
  const { exitCode, stdout, stderr } = run;
  // Compared as a whole only when it fails, so that the report shows everything side by side.
  if (!isAsExpected) expect(actual, `line ${run.line}: ${run.command}`).toEqual({ exitCode, stdout, stderr });
}

describe.each(names)('%s', (name) => {
  const script = parseScript(readFileSync(join(import.meta.dirname, name), 'utf8'));

  test('does what it says', () => {
    const cwd = join(folder, name.replace(/\.txt$/, ''));
    mkdirSync(cwd);
    for (const file of script.files) {
      mkdirSync(dirname(join(cwd, file.name)), { recursive: true });
      // Made-up credentials are put together here, so that no script holds a whole one.
      writeFileSync(join(cwd, file.name), expandExample({ text: file.content }, `${name} ${file.name}`).text);
    }
    expect(script.runs.length).toBeGreaterThan(0);
    for (const run of script.runs) check(run, cwd);
  });
});
