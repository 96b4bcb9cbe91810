import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from './config/temporary-folder.js';
import { githubToken } from './fixtures/made-up-tokens.js';

const PROGRAM = resolve('dist/keepmum.cjs');

/** What is committed, as a stranger gets it. */
function cloneOfHead(): string {
  const clone = join(folderWith({}), 'clone');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', resolve('.'), clone]);
  return clone;
}

function scan(folder: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'scan', '--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  const { findings, coverage } = JSON.parse(stdout);
  const places = findings.map(
    ({ rule, occurrences }: { rule: string; occurrences: { path: string; line: number }[] }) => [
      rule,
      ...occurrences.map(({ path, line }) => `${path}:${line}`),
    ],
  );
  return { status, stderr, places, coverage };
}

it('keepmum finds nothing in its own clone, and would', { timeout: 60_000 }, () => {
  const clone = cloneOfHead();
  const { status, stderr, places, coverage } = scan(clone);
  expect(places).toEqual([]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(coverage).toMatchObject({ state: 'complete', missedCount: 0 });
  expect(coverage.files).toBeGreaterThan(300);
  writeFileSync(join(clone, 'src', 'leak.ts'), `export const token = '${githubToken(1)}';\n`);
  expect(scan(clone)).toMatchObject({ status: 1, places: [['github-personal-access-token', 'src/leak.ts:1']] });
});
