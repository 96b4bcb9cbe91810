import { describe, expect, it } from 'vitest';
import { TestRepository } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { placesOf, scanHistory } from '../scan-git.js';

const [one, two, three] = [githubToken(1), githubToken(2), githubToken(3)] as const;

/** main: one, then two; side: one, then three; a tag on main's first commit. */
function repositoryWithBranches() {
  const repository = new TestRepository();
  const first = repository.commitFile('one.cfg', `value = "${one}"\n`);
  repository.git('tag', 'start');
  repository.git('switch', '--quiet', '--create', 'side');
  const side = repository.commitFile('three.cfg', `value = "${three}"\n`);
  repository.git('switch', '--quiet', 'main');
  const second = repository.commitFile('two.cfg', `value = "${two}"\n`);
  return { repository, first, second, side };
}

describe('which part of a history is read', () => {
  it.each([
    ['everything', {}, [one, two, three]],
    ['one branch', { refs: [], branches: ['side'] }, [one, three]],
    ['refs by pattern', { refs: ['refs/tags/*'] }, [one]],
    ['a ref by name', { refs: ['start'] }, [one]],
    ['a range', { range: 'start..main' }, [two]],
    ['commits since a date', { since: '1700000090' }, [two, three]],
    ['blobs that are small enough', { maxBlobSize: 10 }, []],
  ])('%s', async (_, wish, expected) => {
    const { repository } = repositoryWithBranches();
    const { findings, coverage } = await scanHistory(repository.folder, wish);
    expect(findings.map(({ secret }) => secret.revealed).sort()).toEqual([...expected].sort());
    expect(coverage.skipped).toEqual(expected.length === 0 ? { 'too-large': 3 } : {});
  });

  it.each([
    ['before the last', 'HEAD~1'],
    ['the last', 'HEAD'],
    ['of another branch', 'side'],
    ['that all have in common', 'start'],
  ])('a commit %s once, whatever tags name it', async (_, target) => {
    const { repository } = repositoryWithBranches();
    repository.git('tag', 'light', target);
    repository.git('tag', '-a', 'annotated', '-m', 'a tag', target);
    repository.git('tag', '-a', 'of-a-tag', '-m', 'a tag', 'annotated');
    repository.git('notes', 'add', '-m', 'a note');
    repository.write('one.cfg', 'changed\n');
    repository.git('stash');
    const { coverage } = await scanHistory(repository.folder);
    expect(coverage.commits).toBe(Number(repository.git('rev-list', '--all', '--count')));
    repository.git('tag', '-d', 'light');
    expect((await scanHistory(repository.folder)).coverage).toMatchObject({ commits: coverage.commits });
  });

  it('of a range too, only what is small enough', async () => {
    const { repository } = repositoryWithBranches();
    const { findings, coverage } = await scanHistory(repository.folder, { range: 'start..side' }, { maxFileSize: 10 });
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'complete', commits: 1, blobs: 0, skipped: { 'too-large': 1 } });
  });

  it('more repositories than one, each path under its repository', async () => {
    const [a, b] = [new TestRepository(), new TestRepository()];
    a.commitFile('a.cfg', `value = "${one}"\n`);
    const commit = b.commitFile('b.cfg', `value = "${two}"\n`);
    const result = await scanHistory(a.folder, {}, { paths: [a.folder, b.folder] });
    expect(placesOf(result, two)).toEqual([`${b.folder}/b.cfg:1 ${commit}`]);
    expect(result.coverage.commits).toBe(2);
  });
});

describe('where a secret is said to come from', () => {
  it('names the branches that hold the commit', async () => {
    const { repository } = repositoryWithBranches();
    const { findings } = await scanHistory(repository.folder);
    const branches = findings.map(({ secret, occurrences }) => [
      secret.revealed,
      [...(occurrences[0]?.branches ?? [])].sort(),
    ]);
    expect(new Map(branches as [string, string[]][])).toEqual(
      new Map([
        [one, ['main', 'side']],
        [two, ['main']],
        [three, ['side']],
      ]),
    );
  });

  it('names author and date in UTC', async () => {
    const { repository } = repositoryWithBranches();
    const { findings } = await scanHistory(repository.folder, { refs: ['start'] });
    expect(findings[0]?.occurrences[0]).toMatchObject({
      author: 'Ada Author <ada@example.com>',
      date: '2023-11-14T22:14:20Z',
    });
  });

  it('lists the first version of each path, or all of them', async () => {
    const repository = new TestRepository();
    const commits = [1, 2, 3].map((n) => repository.commitFile('a.cfg', `${'line\n'.repeat(n)}value = "${one}"\n`));
    const copied = repository.commitFile('copy.cfg', `value = "${one}"\n`);
    const first = await scanHistory(repository.folder);
    expect(placesOf(first, one)).toEqual([`a.cfg:2 ${commits[0]}`, `copy.cfg:1 ${copied}`]);
    const all = await scanHistory(repository.folder, { occurrences: 'all' });
    expect(placesOf(all, one)).toEqual([
      `a.cfg:2 ${commits[0]}`,
      `a.cfg:3 ${commits[1]}`,
      `a.cfg:4 ${commits[2]}`,
      `copy.cfg:1 ${copied}`,
    ]);
  });

  it('tells the first of two branches that brought the same blob', async () => {
    const repository = new TestRepository();
    repository.commitFile('base.txt', 'x\n');
    repository.git('switch', '--quiet', '--create', 'side');
    const earlier = repository.commitFile('a.cfg', `value = "${one}"\n`, 'on side');
    repository.git('switch', '--quiet', 'main');
    repository.commitFile('a.cfg', `value = "${one}"\n`, 'on main');
    expect(placesOf(await scanHistory(repository.folder), one)).toEqual([`a.cfg:1 ${earlier}`]);
  });

  it('reads each version of a big file whose lines come and go, and finds a secret that was there once', async () => {
    const repository = new TestRepository();
    const lines = Array.from({ length: 3000 }, (_, n) => `entry ${n} has some text to it\n`);
    for (let version = 0; version < 12; version++) {
      lines[version * 200] = version === 7 ? `value = "${one}"\n` : `entry changed ${version}\n`;
      if (version === 8) lines[1400] = 'gone\n';
      repository.write('big.txt', lines.join(''));
      repository.commit(`version ${version}`);
    }
    const commit = repository.git('rev-parse', 'HEAD~4');
    expect(placesOf(await scanHistory(repository.folder), one)).toEqual([`big.txt:1401 ${commit}`]);
  });
});
