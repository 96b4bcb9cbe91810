import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryWish } from '../../../../src/scan/git/history/history-wish.js';
import type { ScanRequest } from '../../../../src/scan/request.js';
import type { ScanResult } from '../../../../src/scan/scan.js';
import { gitEnvironment, TestRepository, temporaryFolder } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { scanHistory } from '../scan-git.js';

/** One thread starts sooner than two, and these histories are small. */
const HIDDEN = { values: 'hidden', jobs: 1 } as const;
const REVEALED = { values: 'revealed', jobs: 1 } as const;
const secret = (number: number) => `value = "${githubToken(number)}"\n`;

/** main: app.cfg with a secret, a binary, a side branch with another one, merged; a tag; a picture; a note. */
function build(repository: TestRepository) {
  repository.commitFile('plain.txt', 'nothing here\n');
  repository.commitFile('app.cfg', secret(1));
  repository.commitFile('picture.bin', Buffer.from([1, 0, 2, 0, 0, 3]));
  repository.git('tag', 'light');
  repository.git('tag', '-a', 'v1', '-m', `deployed with ${githubToken(2)}`);
  repository.git('switch', '--quiet', '--create', 'side');
  repository.commitFile('side.cfg', secret(3), `side, see ${githubToken(4)}`);
  repository.git('switch', '--quiet', 'main');
  repository.commitFile('plain.txt', 'nothing here either\n');
  repository.git('notes', 'add', '-m', `note ${githubToken(5)}`);
  repository.write('plain.txt', secret(6));
  repository.git('stash');
}

const template = mkdtempSync(join(tmpdir(), 'keepmum-template-'));
beforeAll(() => build(new TestRepository(template)));
afterAll(() => rmSync(template, { recursive: true }));

/** A copy is made in a tenth of the time that building takes. */
function everyKindOfRef() {
  const folder = temporaryFolder();
  cpSync(template, folder, { recursive: true });
  return new TestRepository(folder);
}

/** What does not depend on time; of contents that another history made known, nobody counts the bytes. */
function comparable({ findings, coverage, ...rest }: ScanResult) {
  return { findings, ...rest, coverage: { ...coverage, seconds: 0, bytes: 0 } };
}

async function scanBoth(folder: string, wish: Partial<HistoryWish>, changes: Partial<ScanRequest> = {}) {
  const { cacheFolder: _, ...plainWish } = wish;
  const plain = await scanHistory(folder, plainWish, changes);
  return { plain: comparable(plain), cached: comparable(await scanHistory(folder, wish, changes)) };
}

const CHANGES: readonly (readonly [name: string, change: (repository: TestRepository) => void])[] = [
  ['nothing', () => {}],
  ['a commit without a secret', (repository) => repository.commitFile('new.txt', 'nothing new\n')],
  ['a commit with a secret', (repository) => repository.commitFile('new.cfg', secret(7))],
  ['a message with a secret', (repository) => repository.commit(`about ${githubToken(7)}`)],
  ['the same secret in another file', (repository) => repository.commitFile('copy.cfg', secret(1))],
  [
    'an old content that is back',
    (repository) => {
      repository.commitFile('plain.txt', 'nothing here\n');
      repository.commitFile('app.cfg', 'clean\n');
      repository.commitFile('app.cfg', secret(1));
      repository.commitFile('picture.bin', 'a text\n');
      repository.commitFile('picture.bin', Buffer.from([1, 0, 2, 0, 0, 3]));
    },
  ],
  ['a secret that is gone from HEAD', (repository) => repository.commitFile('app.cfg', 'clean\n')],
  ['another branch checked out', (repository) => repository.git('checkout', '--quiet', 'side')],
  ['HEAD on no branch', (repository) => repository.git('checkout', '--quiet', '--detach', 'main~1')],
  ['a branch renamed', (repository) => repository.git('branch', '-m', 'side', 'other')],
  ['a branch moved to a tip that is known', (repository) => repository.git('branch', '-f', 'side', 'main')],
  ['a branch deleted', (repository) => repository.git('branch', '-D', 'side')],
  [
    'a branch merged and deleted',
    (repository) => {
      repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
      repository.git('branch', '-D', 'side');
    },
  ],
  [
    'a branch rewritten',
    (repository) => {
      repository.git('stash', 'drop', '--quiet');
      repository.git('reset', '--quiet', '--hard', 'main~2');
      repository.commitFile('app.cfg', secret(8));
    },
  ],
  [
    'a tip amended',
    (repository) => {
      repository.git('stash', 'drop', '--quiet');
      repository.git('commit', '--quiet', '--amend', '-m', 'said better');
    },
  ],
  ['a branch set back', (repository) => repository.git('reset', '--quiet', '--hard', 'main~1')],
  ['all history gone but the first commit', (repository) => onlyFirstCommit(repository)],
  [
    'what is gone pruned as well',
    (repository) => {
      onlyFirstCommit(repository);
      repository.git('reflog', 'expire', '--expire=now', '--all');
      repository.git('gc', '--quiet', '--prune=now');
    },
  ],
  ['everything packed', (repository) => repository.git('gc', '--quiet')],
  ['a tag deleted', (repository) => repository.git('tag', '-d', 'v1')],
  ['a light tag deleted', (repository) => repository.git('tag', '-d', 'light')],
  ['a tag of a commit that is known', (repository) => repository.git('tag', '-a', 'v2', '-m', githubToken(9))],
  ['a tag of a tag', (repository) => repository.git('tag', '-a', 'v3', '-m', 'again', 'v1')],
  ['a tag of a file', (repository) => repository.git('tag', 'file', 'side:side.cfg')],
  ['a tag of a folder', (repository) => repository.git('tag', 'folder', 'main^{tree}')],
  ['a note more', (repository) => repository.git('notes', 'add', '-m', githubToken(9), 'main~1')],
  ['notes deleted', (repository) => repository.git('update-ref', '-d', 'refs/notes/commits')],
  ['a stash dropped', (repository) => repository.git('stash', 'drop', '--quiet')],
  [
    'a second stash',
    (repository) => {
      repository.write('plain.txt', secret(10));
      repository.git('stash');
    },
  ],
  [
    'an unrelated history',
    (repository) => {
      repository.git('checkout', '--quiet', '--orphan', 'unrelated');
      repository.commitFile('plain.txt', 'nothing here\n');
    },
  ],
];

function onlyFirstCommit(repository: TestRepository) {
  const root = repository.git('rev-list', '--max-parents=0', 'main');
  repository.git('reset', '--quiet', '--hard', root);
  repository.git('stash', 'drop', '--quiet');
  repository.git('branch', '-D', 'side');
  repository.git('tag', '-d', 'light', 'v1');
  repository.git('update-ref', '-d', 'refs/notes/commits');
}

describe('a run with a cache says what one without says', () => {
  it.each(CHANGES)('after %s', async (_, change) => {
    const repository = everyKindOfRef();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder }, HIDDEN);
    change(repository);
    const hidden = await scanBoth(repository.folder, { cacheFolder }, HIDDEN);
    expect(hidden.cached).toEqual(hidden.plain);
    expect(comparable(await scanHistory(repository.folder, { cacheFolder }, HIDDEN))).toEqual(hidden.plain);
    const revealed = await scanBoth(repository.folder, { cacheFolder }, REVEALED);
    expect(revealed.cached).toEqual(revealed.plain);
  });

  it('after one change after another', async () => {
    const repository = everyKindOfRef();
    const cacheFolder = temporaryFolder();
    const lasting = new Set(['a commit with a secret', 'a branch renamed', 'a tag of a tag', 'a second stash']);
    for (const [name, change] of CHANGES.filter(([name]) => lasting.has(name) || name.startsWith('an old'))) {
      change(repository);
      const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, HIDDEN);
      expect(cached, name).toEqual(plain);
    }
  });

  it.each([
    [{ occurrences: 'all' }],
    [{ branches: ['side'], refs: [] }],
    [{ branches: ['main'], refs: [] }],
    [{ refs: ['refs/tags/*'] }],
    [{ range: 'side..main' }],
    [{ since: '1700000150' }],
    [{ unreachable: 'included' }],
    [{}],
  ] as const)('asked for %j, whatever was asked before', async (wish) => {
    const repository = everyKindOfRef();
    repository.commitFile('lost.cfg', secret(11));
    repository.git('hash-object', '-w', join(repository.folder, 'lost.cfg'));
    repository.git('reset', '--quiet', '--hard', 'HEAD~1');
    writeFileSync(join(repository.folder, 'loose.cfg'), secret(12));
    repository.git('hash-object', '-w', 'loose.cfg');
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder }, HIDDEN);
    for (const _ of ['not asked before', 'asked before']) {
      const { plain, cached } = await scanBoth(repository.folder, { ...wish, cacheFolder }, HIDDEN);
      expect(cached).toEqual(plain);
    }
    const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, HIDDEN);
    expect(cached).toEqual(plain);
  });

  it('at another gate', async () => {
    const repository = everyKindOfRef();
    repository.commitFile('test/fixture.cfg', 'password = "hunter2hunter2"\n');
    const cacheFolder = temporaryFolder();
    for (const confidence of ['high', 'low', 'medium'] as const) {
      const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, { ...HIDDEN, confidence });
      expect(cached).toEqual(plain);
    }
  });

  it('with each path under its repository', async () => {
    const [a, b] = [everyKindOfRef(), everyKindOfRef()];
    const cacheFolder = temporaryFolder();
    await scanHistory(a.folder, { cacheFolder }, HIDDEN);
    const { plain, cached } = await scanBoth(a.folder, { cacheFolder }, { ...HIDDEN, paths: [a.folder, b.folder] });
    expect(cached).toEqual(plain);
  });
});

describe('a history that was not whole', () => {
  it('is not taken for whole once it is', async () => {
    const origin = everyKindOfRef();
    const folder = temporaryFolder();
    const clone = ['clone', '--quiet', '--depth', '1', `file://${origin.folder}`, folder];
    execFileSync('git', clone, { env: gitEnvironment });
    const cacheFolder = temporaryFolder();
    const shallow = await scanBoth(folder, { cacheFolder }, HIDDEN);
    expect(shallow.cached).toEqual(shallow.plain);
    expect(shallow.plain.coverage.state).toBe('incomplete');
    execFileSync('git', ['fetch', '--quiet', '--unshallow'], { cwd: folder, env: gitEnvironment });
    const whole = await scanBoth(folder, { cacheFolder }, HIDDEN);
    expect(whole.cached).toEqual(whole.plain);
    expect(whole.plain.coverage.state).toBe('complete');
  });

  it('is incomplete though the same place held it whole', async () => {
    const origin = everyKindOfRef();
    const folder = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', `file://${origin.folder}`, folder], { env: gitEnvironment });
    const cacheFolder = temporaryFolder();
    await scanHistory(folder, { cacheFolder }, HIDDEN);
    execFileSync('git', ['fetch', '--quiet', '--depth', '1', '--update-shallow'], { cwd: folder, env: gitEnvironment });
    const result = await scanHistory(folder, { cacheFolder }, HIDDEN);
    expect(result.coverage.state).toBe('incomplete');
  });

  it('is read again where an object was missing', async () => {
    const repository = new TestRepository();
    repository.commitFile('plain.txt', 'nothing here\n');
    repository.commitFile('app.cfg', secret(1));
    const id = repository.git('rev-parse', 'HEAD:app.cfg');
    const object = join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
    const bytes = readFileSync(object);
    const cacheFolder = temporaryFolder();
    rmSync(object);
    for (const _ of ['missing', 'still missing']) {
      const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, HIDDEN);
      expect(cached).toEqual(plain);
      expect(plain.coverage.missedCount).toBe(1);
    }
    writeFileSync(object, bytes);
    const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, HIDDEN);
    expect(cached).toEqual(plain);
    expect(plain.findings.length).toBe(1);
  });

  it.each([
    ['its tip', 'HEAD', HIDDEN],
    ['a file with a secret', 'HEAD~1:app.cfg', HIDDEN],
    ['a file with a secret, which is shown', 'HEAD~1:app.cfg', REVEALED],
  ] as const)('is not called whole when it has lost %s', async (_, name, settings) => {
    const repository = new TestRepository();
    repository.commitFile('app.cfg', secret(1));
    repository.commitFile('app.cfg', 'nothing here\n');
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder }, settings);
    const id = repository.git('rev-parse', name);
    rmSync(join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { plain, cached } = await scanBoth(repository.folder, { cacheFolder }, settings);
    expect(plain.coverage.state).toBe('incomplete');
    expect(cached.coverage.state).toBe('incomplete');
    expect(cached.findings).toEqual(plain.findings);
  });

  it('may borrow its objects from another', async () => {
    const origin = everyKindOfRef();
    const folder = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', '--shared', origin.folder, folder], { env: gitEnvironment });
    const cacheFolder = temporaryFolder();
    for (const _ of ['first', 'known']) {
      const { plain, cached } = await scanBoth(folder, { cacheFolder }, HIDDEN);
      expect(cached).toEqual(plain);
    }
  });
});

describe('a cache', () => {
  it('is left alone by a run with nothing new', async () => {
    const repository = everyKindOfRef();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder }, HIDDEN);
    const file = join(cacheFolder, readdirSync(cacheFolder)[0] ?? '');
    const { ino } = statSync(file);
    await scanHistory(repository.folder, { cacheFolder }, HIDDEN);
    expect(statSync(file).ino).toBe(ino);
    repository.commitFile('new.txt', 'new\n');
    await scanHistory(repository.folder, { cacheFolder }, HIDDEN);
    expect(statSync(file).ino).not.toBe(ino);
  });

  it('keeps no value, not even of a run that reveals them', async () => {
    const repository = everyKindOfRef();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder }, REVEALED);
    const text = readFileSync(join(cacheFolder, readdirSync(cacheFolder)[0] ?? ''), 'latin1');
    for (const number of [1, 2, 3, 4, 5, 6]) expect(text).not.toContain(githubToken(number));
  });
});
