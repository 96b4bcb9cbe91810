import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { TestRepository, temporaryFolder } from '../fixtures/git/test-repository.js';
import { githubToken } from '../fixtures/made-up-tokens.js';

const PATIENCE = { timeout: 180_000 };

interface Workflow {
  readonly jobs: { readonly audit: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
}

const workflow = parse(readFileSync('.github/workflows/audit.yml', 'utf8')) as Workflow;
const script = workflow.jobs.audit.steps.find(({ name }) => name?.startsWith('Look for'))?.run ?? '';

/** Nights of one repository, with npx as if the package were published. */
function nights() {
  const repository = new TestRepository();
  const programs = temporaryFolder();
  const temp = temporaryFolder();
  const starter = `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${resolve('dist/keepmum.cjs')}' "$@"\n`;
  writeFileSync(join(programs, 'npx'), starter, { mode: 0o755 });
  const audit = join(temp, 'keepmum-audit');
  const night = () => {
    const summary = join(temp, 'summary');
    rmSync(summary, { force: true });
    const env = { PATH: `${programs}:${process.env.PATH}`, HOME: temp, AUDIT: audit, GITHUB_STEP_SUMMARY: summary };
    const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    const { status, stdout } = spawnSync('bash', words, { cwd: repository.folder, env, encoding: 'utf8' });
    return { status, annotations: stdout.match(/^::error /gm)?.length ?? 0, summary: readFileSync(summary, 'utf8') };
  };
  return { repository, audit, night };
}

test('the nightly audit tells a new leak from an old one and from a crash', PATIENCE, () => {
  const { repository, audit, night } = nights();
  repository.commitFile('a.cfg', `token = ${githubToken(41)}\n`);
  expect(night()).toEqual({ status: 1, annotations: 1, summary: expect.stringContaining('New secrets were found') });
  expect(night()).toEqual({ status: 0, annotations: 0, summary: 'No new secrets.\n' });
  repository.commitFile('b.cfg', `token = ${githubToken(42)}\n`);
  expect(night()).toEqual({ status: 1, annotations: 1, summary: expect.stringContaining('New secrets were found') });
  expect(night().status).toBe(0);
  rmSync(join(repository.folder, '.git/objects'), { recursive: true });
  mkdirSync(join(repository.folder, '.git/objects'));
  const crashed = night();
  expect(crashed.status).toBeGreaterThan(1);
  expect(crashed.summary).toContain('this night proves nothing');
  // What was known stays known.
  expect(JSON.parse(readFileSync(join(audit, 'all.json'), 'utf8')).findings).toHaveLength(2);
});
