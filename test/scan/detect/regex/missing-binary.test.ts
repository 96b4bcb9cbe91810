import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../../../config/temporary-folder.js';
import { ruleExamples } from '../../mutated-texts.js';

/** The built program in a place where nothing is installed that could be loaded, as after `npm install --ignore-scripts`. */
function programWithoutRe2(): string {
  // The package is there and its binary is not; without the package, one further up would be found.
  const home = folderWith({ 'node_modules/re2/index.js': "throw new Error('no binary');\n" });
  cpSync(resolve('dist'), join(home, 'dist'), { recursive: true });
  cpSync(resolve('package.json'), join(home, 'package.json'));
  return join(home, 'dist/keepmum.cjs');
}

function scan(program: string, folder: string, ...flags: string[]) {
  const words = [program, 'scan', '--format', 'json', '--confidence', 'low', ...flags, '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  return { status, stderr, report: JSON.parse(stdout) };
}

it('the program finds the same without the native binary, and says so when asked', { timeout: 300_000 }, () => {
  const files = ruleExamples().map((text, at) => [`f${at}.txt`, `${text}\n`] as const);
  const folder = folderWith(Object.fromEntries(files));
  const program = programWithoutRe2();
  const [fast, slow] = [scan(resolve('dist/keepmum.cjs'), folder), scan(program, folder)];
  expect(fast.report.findings.length).toBeGreaterThan(400);
  expect(slow.report.findings).toEqual(fast.report.findings);
  expect([fast.report.coverage.regexEngine, slow.report.coverage.regexEngine]).toEqual(['re2', 're2js']);
  expect([fast.status, slow.status]).toEqual([1, 1]);
  expect(slow.stderr).not.toContain('stand-in');
  expect(scan(program, folder, '--verbose').stderr).toContain('slower stand-in');
});
