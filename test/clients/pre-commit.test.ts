import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestRepository } from '../fixtures/git/test-repository.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { withClient } from './with-client.js';

const PATIENCE = 300_000;
const TOKEN = githubToken(11);
const LEAK = `token = ${TOKEN}\n`;

withClient('pre-commit', 'the hooks of .pre-commit-hooks.yaml, run by pre-commit', () => {
  let root = '';

  /** This repository as pre-commit has it after npm's `prepare`: built, so that nothing has to be compiled here. */
  const hooks = () => join(root, 'keepmum');
  const environment = () => ({
    PATH: process.env.PATH ?? '',
    HOME: root,
    PRE_COMMIT_HOME: join(root, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['NAME', 'EMAIL'].flatMap((what) => ['AUTHOR', 'COMMITTER'].map((who) => [`GIT_${who}_${what}`, 'a@b.c'])),
    ),
  });

  function run(folder: string, words: readonly string[], env: Record<string, string> = {}) {
    const [program = '', ...rest] = words;
    const options = { cwd: folder, env: { ...environment(), ...env }, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(program, rest, options);
    expect(stdout + stderr).not.toContain(TOKEN);
    return { status, output: stdout + stderr };
  }

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'keepmum-pre-commit-'));
    const { name, version, bin, type } = JSON.parse(readFileSync('package.json', 'utf8'));
    run(root, ['git', 'init', '-q', 'keepmum']);
    writeFileSync(join(hooks(), 'package.json'), JSON.stringify({ name, version, bin, type }));
    for (const path of ['dist', '.pre-commit-hooks.yaml'])
      cpSync(resolve(path), join(hooks(), path), { recursive: true });
    run(hooks(), ['git', 'add', '--all']);
    expect(run(hooks(), ['git', 'commit', '-q', '-m', 'built']).status).toBe(0);
  }, PATIENCE);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** A repository with the hook installed, without a commit. */
  function installed(): TestRepository {
    const repository = new TestRepository();
    const { output } = run(hooks(), ['git', 'rev-parse', 'HEAD']);
    const config = `repos:\n- repo: ${hooks()}\n  rev: ${output.trim()}\n  hooks:\n  - id: keepmum\n`;
    repository.write('.pre-commit-config.yaml', config);
    repository.git('add', '.pre-commit-config.yaml');
    expect(run(repository.folder, ['pre-commit', 'install']).status).toBe(0);
    return repository;
  }

  const commit = ({ folder }: TestRepository, env = {}) => run(folder, ['git', 'commit', '-q', '-m', 'message'], env);

  test('try-repo finds a staged secret, and lets pass what has none', { timeout: PATIENCE }, () => {
    const repository = new TestRepository();
    repository.write('a.cfg', LEAK);
    repository.git('add', 'a.cfg');
    const words = ['pre-commit', 'try-repo', hooks(), 'keepmum', '--verbose'];
    const found = run(repository.folder, words);
    expect(found.status, found.output).toBe(1);
    expect(found.output).toContain('a.cfg:1:');
    repository.write('a.cfg', 'token = none\n');
    repository.git('add', 'a.cfg');
    expect(run(repository.folder, words).status).toBe(0);
  });

  test('the first commit is stopped, passes without the secret, and SKIP= lets one through', {
    timeout: PATIENCE,
  }, () => {
    const repository = installed();
    repository.write('.env', LEAK);
    repository.git('add', '.env');
    const stopped = commit(repository);
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('.env:1:');
    expect(commit(repository, { SKIP: 'keepmum' }).status).toBe(0);
    repository.write('more', 'clean\n');
    repository.git('add', 'more');
    expect(commit(repository).status).toBe(0);
  });

  test('of a file that is staged in part, the staged part counts', { timeout: PATIENCE }, () => {
    const repository = installed();
    repository.write('part', 'one\n');
    repository.git('add', 'part');
    expect(commit(repository).status).toBe(0);
    repository.write('part', 'one\ntwo\n');
    repository.git('add', 'part');
    repository.write('part', `one\ntwo\n${LEAK}`);
    expect(commit(repository).status).toBe(0);
    repository.git('add', 'part');
    repository.write('part', 'one\ntwo\n');
    expect(commit(repository).status).toBe(1);
  });
});
