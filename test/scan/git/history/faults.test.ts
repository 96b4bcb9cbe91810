import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFolder } from '../../../../src/core/asset-folder.js';
import { gitEnvironment, TestRepository, temporaryFolder } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { placesOf, scanHistory } from '../scan-git.js';

const token = githubToken(1);

function looseObject(repository: TestRepository, id: string): string {
  return join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
}

/** Two commits: a harmless file, and one with the token. */
function twoCommits(...init: readonly string[]) {
  const repository = new TestRepository(undefined, init);
  repository.commitFile('plain.txt', 'nothing here\n');
  const commit = repository.commitFile('app.cfg', `value = "${token}"\n`);
  return { repository, commit };
}

describe('what is missing makes a scan incomplete, and is named', () => {
  it('a blob that is gone', async () => {
    const { repository, commit } = twoCommits();
    const id = repository.git('rev-parse', 'HEAD:plain.txt');
    rmSync(looseObject(repository, id));
    const result = await scanHistory(repository.folder);
    expect(placesOf(result, token)).toEqual([`app.cfg:1 ${commit}`]);
    expect(result.coverage).toMatchObject({ state: 'incomplete', missedCount: 1 });
    expect(result.coverage.missed).toEqual([
      { path: `object ${id.slice(0, 12)}`, reason: 'missing-object', detail: 'git has no such object' },
    ]);
  });

  it('a blob that is damaged', async () => {
    const { repository } = twoCommits();
    const id = repository.git('rev-parse', 'HEAD:plain.txt');
    chmodSync(looseObject(repository, id), 0o644);
    writeFileSync(looseObject(repository, id), 'no zlib stream');
    const result = await scanHistory(repository.folder);
    expect(placesOf(result, token).length).toBe(1);
    expect(result.coverage.state).toBe('incomplete');
    expect(result.coverage.missed.some(({ path }) => path === `object ${id.slice(0, 12)}`)).toBe(true);
  });

  it('a commit that is gone: what is there is read all the same', async () => {
    const { repository } = twoCommits();
    const first = repository.git('rev-parse', 'HEAD~1');
    rmSync(looseObject(repository, first));
    const result = await scanHistory(repository.folder);
    expect(result.findings.map(({ secret }) => secret.revealed)).toEqual([token]);
    expect(result.coverage.state).toBe('incomplete');
    expect(result.coverage.missed.map(({ reason }) => reason)).toContain('git-failed');
  });

  it('a pack with a hole', async () => {
    const repository = new TestRepository();
    for (let n = 0; n < 40; n++) repository.write(`f${n}.txt`, `${n} ${'x'.repeat(n * 50)}${Math.sin(n)}\n`.repeat(40));
    repository.commit('many');
    repository.commitFile('app.cfg', `value = "${token}"\n`);
    repository.git('repack', '-q', '-a', '-d', '-f', '--depth=0');
    const packs = join(repository.folder, '.git/objects/pack');
    const pack = join(packs, readdirSync(packs).find((name) => name.endsWith('.pack')) ?? '');
    const bytes = readFileSync(pack);
    bytes.fill(0x55, bytes.length - 600, bytes.length - 300);
    chmodSync(pack, 0o644);
    writeFileSync(pack, bytes);
    const result = await scanHistory(repository.folder);
    expect(result.coverage.state).toBe('incomplete');
    expect(result.coverage.missedCount).toBeGreaterThan(0);
    expect(result.coverage.blobs).toBeGreaterThan(20);
  });

  it('a shallow clone', async () => {
    const { repository } = twoCommits();
    const clone = join(temporaryFolder(), 'clone');
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.folder}`, clone);
    const { coverage } = await scanHistory(clone);
    expect(coverage).toMatchObject({ state: 'incomplete', commits: 1 });
    expect(coverage.missed).toEqual([{ path: clone, reason: 'history-cut', detail: 'the clone is shallow' }]);
  });

  it('a partial clone, whose remote is never asked', async () => {
    const { repository } = twoCommits();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = join(temporaryFolder(), 'clone');
    repository.git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${repository.folder}`, clone);
    const { coverage, findings } = await scanHistory(clone);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'incomplete', commits: 2, blobs: 0, missedCount: 2 });
    expect(new Set(coverage.missed.map(({ reason }) => reason))).toEqual(new Set(['missing-object']));
  });

  it('an empty repository: nothing was scanned', async () => {
    const { coverage } = await scanHistory(new TestRepository().folder);
    expect(coverage).toMatchObject({ state: 'incomplete', commits: 0, blobs: 0, missedCount: 0 });
  });

  it('a time that is up', async () => {
    const { repository } = twoCommits();
    const { coverage } = await scanHistory(repository.folder, {}, { timeLimit: 1 });
    expect(coverage.state).toBe('incomplete');
    expect(coverage.missed.map(({ reason }) => reason)).toContain('time-limit');
  });
});

describe('what is refused, in words', () => {
  it('a folder that is no repository', async () => {
    await expect(scanHistory(temporaryFolder())).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  });

  it("another user's repository", async () => {
    const { repository } = twoCommits();
    const environment = { ...gitEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    // git's own switch for tests is not passed on, so ownership has to differ for real.
    if (process.getuid?.() !== 0) return;
    execFileSync('chown', ['-R', '12345', repository.folder]);
    await expect(scanHistory(repository.folder, {}, { environment })).rejects.toMatchObject({
      code: 'GIT_REFUSED',
      hints: [expect.stringContaining(`safe.directory ${repository.folder}`)],
    });
  });

  it('a ref, a branch or a range that is not there', async () => {
    const { repository } = twoCommits();
    await expect(scanHistory(repository.folder, { refs: ['nowhere'] })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(scanHistory(repository.folder, { refs: [], branches: ['--all'] })).rejects.toMatchObject({
      code: 'USAGE',
    });
    await expect(scanHistory(repository.folder, { range: 'a..b' })).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('kinds of repositories', () => {
  it.each([
    ['with SHA-256 ids', ['--object-format=sha256']],
    ['bare', []],
  ])('%s', async (kind, init) => {
    const { repository, commit } = twoCommits(...init);
    let folder = repository.folder;
    if (kind === 'bare') {
      folder = join(temporaryFolder(), 'bare.git');
      repository.git('clone', '--quiet', '--bare', repository.folder, folder);
    }
    const result = await scanHistory(folder);
    expect(placesOf(result, token)).toEqual([`app.cfg:1 ${commit}`]);
    expect(result.coverage).toMatchObject({ state: 'complete', commits: 2, blobs: 2 });
  });

  it('a linked work tree, a folder inside, and a clone that borrows its objects', async () => {
    const { repository, commit } = twoCommits();
    repository.write('deep/file.txt', 'x\n');
    const [tree, borrower] = [join(temporaryFolder(), 'tree'), join(temporaryFolder(), 'borrower')];
    repository.git('worktree', 'add', '--quiet', '--detach', tree);
    repository.git('clone', '--quiet', '--shared', repository.folder, borrower);
    for (const folder of [tree, join(repository.folder, 'deep'), borrower]) {
      expect(placesOf(await scanHistory(folder), token)).toEqual([`app.cfg:1 ${commit}`]);
    }
  });
});

describe('a hostile repository', () => {
  it('runs nothing that its configuration names', async () => {
    const { repository } = twoCommits();
    const mark = join(temporaryFolder(), 'ran');
    const program = join(temporaryFolder(), 'evil');
    writeFileSync(program, `#!/bin/sh\ntouch ${mark}\ncat\n`);
    chmodSync(program, 0o755);
    const names = [
      'core.fsmonitor',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.pager',
      'pager.log',
    ];
    for (const name of [
      ...names,
      'gpg.program',
      'filter.evil.clean',
      'filter.evil.smudge',
      'core.sshCommand',
      'core.alternateRefsCommand',
    ])
      repository.git('config', name, program);
    repository.git('config', 'log.showSignature', 'true');
    repository.git('config', 'core.hooksPath', join(program, '..'));
    repository.write('.git/info/attributes', '* diff=evil filter=evil\n');
    const signed = repository
      .git('cat-file', 'commit', 'HEAD')
      .replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n');
    writeFileSync(join(repository.folder, 'signed'), `${signed}\n`);
    const id = repository.git('hash-object', '-t', 'commit', '-w', 'signed');
    repository.git('update-ref', 'refs/heads/signed', id);
    rmSync(join(repository.folder, 'signed'));
    expect(placesOf(await scanHistory(repository.folder), token).length).toBe(1);
    expect(() => statSync(mark)).toThrow();
    // The trap works: an ordinary log falls into it.
    repository.git('log', '-p', '--ext-diff', '-1', 'HEAD');
    expect(statSync(mark).isFile()).toBe(true);
  });

  it('hides nothing behind replace refs and grafts', async () => {
    const { repository, commit } = twoCommits();
    const harmless = repository.git('rev-parse', 'HEAD:plain.txt');
    repository.git('replace', '-f', repository.git('rev-parse', 'HEAD:app.cfg'), harmless);
    repository.commitFile('more.txt', 'more\n');
    repository.write('.git/info/grafts', `${repository.git('rev-parse', 'HEAD')}\n`);
    expect(placesOf(await scanHistory(repository.folder), token)).toEqual([`app.cfg:1 ${commit}`]);
  });
});

describe('processes that end before their time', () => {
  /** A git in front of the real one that runs something else for some of its commands. */
  function trickyGit(tricks: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
    const folder = temporaryFolder();
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const cases = Object.entries(tricks).map(([command, trick]) => `*" ${command} "*) ${trick};;`);
    const script = `#!/bin/sh\ncase " $* " in ${cases.join(' ')} *) exec REAL "$@";; esac\n`;
    writeFileSync(join(folder, 'git'), script.replaceAll('REAL', real));
    chmodSync(join(folder, 'git'), 0o755);
    return { ...gitEnvironment, PATH: `${folder}:${gitEnvironment.PATH}` };
  }

  it('a reader that is killed once is started again, and nothing is lost', async () => {
    const { repository, commit } = twoCommits();
    const once = join(temporaryFolder(), 'once');
    const environment = trickyGit({ 'cat-file': `if mkdir ${once} 2>/dev/null; then kill -9 $$; fi; exec REAL "$@"` });
    const result = await scanHistory(repository.folder, {}, { environment });
    expect(placesOf(result, token)).toEqual([`app.cfg:1 ${commit}`]);
    expect(result.coverage).toMatchObject({ state: 'complete', blobs: 2, commits: 2 });
  });

  it('a reader that is killed every time leaves the scan incomplete', async () => {
    const { repository } = twoCommits();
    const { coverage } = await scanHistory(
      repository.folder,
      {},
      { environment: trickyGit({ 'cat-file': 'kill -9 $$' }) },
    );
    expect(coverage).toMatchObject({ state: 'incomplete', blobs: 0 });
    expect(coverage.missed[0]?.detail).toMatch(/SIGKILL/);
  });

  it('a list that is killed leaves the scan incomplete', async () => {
    const { repository } = twoCommits();
    const { coverage } = await scanHistory(
      repository.folder,
      {},
      { environment: trickyGit({ 'rev-list': 'kill -9 $$' }) },
    );
    expect(coverage.state).toBe('incomplete');
    expect(coverage.missed.map(({ reason }) => reason)).toContain('git-failed');
  });

  it('a log that is killed leaves the findings without commits, and the scan incomplete', async () => {
    const { repository } = twoCommits();
    const result = await scanHistory(repository.folder, {}, { environment: trickyGit({ log: 'kill -9 $$' }) });
    expect(placesOf(result, token)).toEqual(['app.cfg:1 undefined']);
    expect(result.coverage.state).toBe('incomplete');
  });

  it('an interrupted scan leaves no git behind', async () => {
    const { repository } = twoCommits();
    const mark = join(temporaryFolder(), 'pids');
    const environment = trickyGit({
      'cat-file': `echo $$ >> ${mark}; exec REAL "$@"`,
      'rev-list --objects': `echo $$ >> ${mark}; while sleep 0.05; do echo ${'0'.repeat(40)}; done`,
    });
    const child = spawn(process.execPath, [join(assetFolder(), 'keepmum.cjs'), 'scan', '--history', '-j', '1'], {
      cwd: repository.folder,
      env: environment,
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    const pids = () =>
      readIfThere(mark)
        .split('\n')
        .filter((pid) => pid !== '')
        .map(Number);
    await until(() => pids().length >= 2);
    expect(pids().filter(isAlive).length).toBe(2);
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    await until(() => pids().every((pid) => !isAlive(pid)));
    expect(pids().filter(isAlive)).toEqual([]);
  });
});

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    // A zombie that its parent has not looked at is dead.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(isReached: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isReached(); turn++) await new Promise((resolve) => setTimeout(resolve, 25));
}

it('unreachable objects are looked for even where a commit is gone', async () => {
  const { repository } = twoCommits();
  const first = repository.git('rev-parse', 'HEAD~1');
  const dropped = githubToken(9);
  repository.commitFile('oops.cfg', `value = "${dropped}"\n`);
  repository.git('reset', '--quiet', '--hard', 'HEAD~1');
  rmSync(looseObject(repository, first));
  const result = await scanHistory(repository.folder, { unreachable: 'included' });
  expect(result.findings.map(({ secret }) => secret.revealed).sort()).toEqual([token, dropped].sort());
  expect(result.coverage.state).toBe('incomplete');
});
