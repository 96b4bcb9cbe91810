import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScan } from '../../../../src/scan/scan.js';
import { gitEnvironment, TestRepository, temporaryFolder } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { requestOf, scanStaged } from '../scan-git.js';

const [token, other] = [githubToken(1), githubToken(2)] as const;

/** `path:line` of everything that fails the commit. */
async function failing(repository: TestRepository, environment = {}, mentions: string[] = []): Promise<string[]> {
  const { findings } = await scanStaged(repository.folder, environment, mentions);
  return findings.flatMap(({ occurrences }) => occurrences.map(({ path, line }) => `${path}:${line}`)).sort();
}

const realGit = () => execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

function committed(path: string, content: string): TestRepository {
  const repository = new TestRepository();
  repository.commitFile(path, content);
  return repository;
}

describe('--staged reads exactly what a commit would record', () => {
  it('before the first commit', async () => {
    const repository = new TestRepository();
    repository.write('a.cfg', `value = "${token}"\n`);
    expect(await failing(repository)).toEqual([]);
    repository.git('add', 'a.cfg');
    expect(await failing(repository)).toEqual(['a.cfg:1']);
  });

  it('not the work tree: what was taken back after staging still counts, what was added after does not', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('a.cfg', `one\nvalue = "${token}"\n`);
    repository.git('add', 'a.cfg');
    repository.write('a.cfg', 'one\n');
    expect(await failing(repository)).toEqual(['a.cfg:2']);
    repository.git('add', 'a.cfg');
    repository.write('a.cfg', `one\nvalue = "${token}"\n`);
    expect(await failing(repository)).toEqual([]);
  });

  it('renames, mode changes, symbolic links and odd names', async () => {
    const repository = committed('old.cfg', `value = "${token}"\n`);
    repository.git('mv', 'old.cfg', 'new\nname.cfg');
    expect(await failing(repository)).toEqual(['new\nname.cfg:1']);
    repository.commit('moved');
    chmodSync(join(repository.folder, 'new\nname.cfg'), 0o755);
    repository.git('add', '--all');
    expect(await failing(repository)).toEqual([]);
    symlinkSync(`https://x:${other}@git.example.com`, join(repository.folder, 'link'));
    repository.git('add', 'link');
    expect(await failing(repository)).toEqual(['link:1']);
  });

  it('not what is only intended to be added', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('b.cfg', `value = "${token}"\n`);
    repository.git('add', '--intent-to-add', 'b.cfg');
    const { findings, coverage } = await scanStaged(repository.folder);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'complete', blobs: 0 });
  });

  it('a commit of nothing, or of deletions alone, passes', async () => {
    const repository = committed('a.cfg', `value = "${token}"\n`);
    expect((await scanStaged(repository.folder)).coverage.state).toBe('complete');
    repository.git('rm', '--quiet', 'a.cfg');
    const { findings, coverage } = await scanStaged(repository.folder);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'complete', blobs: 0, missedCount: 0 });
  });

  it('another index, as git names it to the hooks of `commit PATH` and `commit -a`', async () => {
    const repository = committed('a.cfg', 'one\n');
    const index = join(temporaryFolder(), 'index');
    copyFileSync(join(repository.folder, '.git/index'), index);
    repository.write('b.cfg', `value = "${token}"\n`);
    repository.gitWith({ GIT_INDEX_FILE: index }, 'add', 'b.cfg');
    expect(await failing(repository)).toEqual([]);
    expect(await failing(repository, { GIT_INDEX_FILE: index })).toEqual(['b.cfg:1']);
  });

  it('in a linked work tree, as git runs hooks there', async () => {
    const repository = committed('a.cfg', 'one\n');
    const tree = new TestRepository(temporaryFolder());
    rmSync(join(tree.folder, '.git'), { recursive: true });
    repository.git('worktree', 'add', '--quiet', '--detach', '--force', tree.folder);
    tree.write('b.cfg', `value = "${token}"\n`);
    tree.git('add', 'b.cfg');
    expect(await failing(repository)).toEqual([]);
    expect(await failing(tree)).toEqual(['b.cfg:1']);
    const gitFolder = tree.git('rev-parse', '--absolute-git-dir');
    expect(await failing(tree, { GIT_DIR: gitFolder, GIT_INDEX_FILE: join(gitFolder, 'index') })).toEqual(['b.cfg:1']);
  });

  it('a submodule is counted, not read', async () => {
    const repository = committed('a.cfg', 'one\n');
    const inner = committed('inner.cfg', `value = "${token}"\n`);
    repository.git('submodule', '--quiet', 'add', inner.folder, 'inner');
    const { findings, coverage } = await scanStaged(repository.folder);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'complete', skipped: { submodule: 1 } });
  });
});

describe('--staged fails for what the commit adds', () => {
  it('not for what stood there before, which is mentioned', async () => {
    const repository = committed('a.cfg', `one\nvalue = "${token}"\n`);
    repository.write('a.cfg', `zero\none\nvalue = "${token}"\ntwo\n`);
    repository.git('add', 'a.cfg');
    const mentions: string[] = [];
    expect(await failing(repository, {}, mentions)).toEqual([]);
    expect(mentions).toEqual([
      'a.cfg:3 (github-personal-access-token) stood there before this commit, so it does not count',
    ]);
  });

  it('for a line that changed around an old secret, a second copy of it, and a new one beside it', async () => {
    const repository = committed('a.cfg', `value = "${token}"\n`);
    const texts = [
      `other = "${token}"\n`,
      `value = "${token}"\nvalue = "${token}"\n`,
      `value = "${token}"\nx = "${other}"\n`,
    ];
    const expected = [['a.cfg:1'], ['a.cfg:2'], ['a.cfg:2']];
    for (const [index, text] of texts.entries()) {
      repository.write('a.cfg', text);
      repository.git('add', 'a.cfg');
      expect(await failing(repository)).toEqual(expected[index]);
    }
  });

  it('for a secret that moves into a new file', async () => {
    const repository = committed('a.cfg', `value = "${token}"\n`);
    repository.write('b.cfg', `value = "${token}"\n`);
    repository.git('add', 'b.cfg');
    expect(await failing(repository)).toEqual(['b.cfg:1']);
  });
});

describe('--staged keeps to limits', () => {
  it('of size: what is larger is skipped and counted, and what stands behind it is read', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('a.cfg', `value = "${other}"\n${'line\n'.repeat(500)}`);
    repository.write('b.cfg', `value = "${token}"\n`);
    repository.git('add', '--all');
    const limits = [{ maxFileSize: 1000 }, { source: { kind: 'staged', maxBlobSize: 1000 }, maxFileSize: 5 }] as const;
    for (const limit of limits) {
      const { findings, coverage } = await runScan(
        requestOf(repository.folder, { source: { kind: 'staged' }, ...limit }),
      );
      expect(findings.map(({ secret }) => secret.revealed)).toEqual([token]);
      expect(coverage).toMatchObject({ state: 'complete', blobs: 1, skipped: { 'too-large': 1 } });
    }
  });

  it.each([
    ['lists', 'exec sleep 600'],
    ['reads', `case "$*" in *cat-file*) exec sleep 600 ;; *) exec ${realGit()} "$@" ;; esac`],
  ])('of time: a git that %s for ever is ended, and the scan is not complete', async (_, script) => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('b.cfg', 'two\n');
    repository.git('add', '--all');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const environment = { ...gitEnvironment, PATH: `${folder}:${process.env.PATH}` };
    const request = requestOf(repository.folder, { timeLimit: 200, environment, source: { kind: 'staged' } });
    const { coverage } = await runScan(request);
    expect(coverage).toMatchObject({ state: 'incomplete', missedCount: 1, missed: [{ reason: 'time-limit' }] });
  });
});

describe('--staged does not pass what it could not read', () => {
  it('conflicts', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.git('switch', '--quiet', '--create', 'side');
    repository.commitFile('a.cfg', 'side\n');
    repository.git('switch', '--quiet', 'main');
    repository.commitFile('a.cfg', 'main\n');
    expect(() => repository.git('merge', '--quiet', 'side')).toThrow();
    const { coverage } = await scanStaged(repository.folder);
    expect(coverage.missed).toEqual([{ path: 'a.cfg', reason: 'unreadable', detail: 'it has conflicts' }]);
  });

  it('a blob that is gone', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('b.cfg', 'two\n');
    repository.git('add', 'b.cfg');
    const id = repository.git('rev-parse', ':b.cfg');
    rmSync(join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { coverage } = await scanStaged(repository.folder);
    expect(coverage.missed).toEqual([expect.objectContaining({ path: 'b.cfg', reason: 'missing-object' })]);
  });

  it('a blob that is damaged', async () => {
    const repository = committed('a.cfg', 'one\n');
    repository.write('b.cfg', 'two\n');
    repository.git('add', 'b.cfg');
    const id = repository.git('rev-parse', ':b.cfg');
    const file = join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, 'no zlib stream');
    expect((await scanStaged(repository.folder)).coverage.state).toBe('incomplete');
  });

  it('a folder that is no repository', async () => {
    await expect(scanStaged(temporaryFolder())).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  });
});
