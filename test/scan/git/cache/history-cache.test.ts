import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScan } from '../../../../src/scan/scan.js';
import { TestRepository, temporaryFolder } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { placesOf, requestOf, scanHistory, WISH } from '../scan-git.js';

const [first, second] = [githubToken(1), githubToken(2)] as const;

function repositoryWithSecret() {
  const repository = new TestRepository();
  repository.commitFile('plain.txt', 'nothing here\n');
  const commit = repository.commitFile('app.cfg', `value = "${first}"\n`);
  return { repository, commit };
}

function cacheFile(folder: string): string {
  return join(folder, readdirSync(folder)[0] ?? '');
}

async function scanWarned(folder: string, cacheFolder: string) {
  const warnings: string[] = [];
  const source = { kind: 'history', wish: { ...WISH, cacheFolder } } as const;
  const result = await runScan(requestOf(folder, { source }), { onMention: (text) => warnings.push(text) });
  return { result, warnings };
}

describe('--cache', () => {
  it('changes nothing about a report but the time', async () => {
    const { repository } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    const without = await scanHistory(repository.folder);
    for (const _ of ['fills it', 'uses it', 'uses it again']) {
      const result = await scanHistory(repository.folder, { cacheFolder });
      expect(result.findings).toEqual(without.findings);
      expect({ ...result.coverage, seconds: 0 }).toEqual({ ...without.coverage, seconds: 0 });
    }
  });

  it('counts what is no text and what is too large, whether it read it this time or not', async () => {
    const { repository } = repositoryWithSecret();
    repository.commitFile('picture.bin', Buffer.from([1, 0, 2, 0, 0, 3]));
    repository.commitFile('large.txt', 'x'.repeat(2000));
    const cacheFolder = temporaryFolder();
    const scan = () => scanHistory(repository.folder, { cacheFolder, maxBlobSize: 1000 });
    const first = await scan();
    expect(first.coverage.skipped).toEqual({ binary: 1, 'too-large': 1 });
    for (const _ of ['covered', 'covered again']) {
      const { coverage } = await scan();
      expect({ ...coverage, seconds: 0 }).toEqual({ ...first.coverage, seconds: 0 });
    }
    repository.commitFile('other.bin', Buffer.from([1, 0, 2, 0, 0, 4]));
    expect((await scan()).coverage.skipped).toEqual({ binary: 2, 'too-large': 1 });
    // Elsewhere nothing is covered, only single blobs are known.
    const other = new TestRepository();
    other.commitFile('picture.bin', Buffer.from([1, 0, 2, 0, 0, 3]));
    const elsewhere = await scanHistory(other.folder, { cacheFolder, maxBlobSize: 1000 });
    expect(elsewhere.coverage).toMatchObject({ blobs: 0, skipped: { binary: 1 } });
  });

  it('does not read again what was clean, and reads what is new', async () => {
    const { repository, commit } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    // Were it read again, its being gone would be noticed.
    repository.git('cat-file', 'blob', 'HEAD:plain.txt');
    const id = repository.git('rev-parse', 'HEAD:plain.txt');
    const object = join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
    const later = repository.commitFile('late.cfg', `value = "${second}"\n`);
    const { rmSync } = await import('node:fs');
    rmSync(object);
    const result = await scanHistory(repository.folder, { cacheFolder });
    expect(placesOf(result, first)).toEqual([`app.cfg:1 ${commit}`]);
    expect(placesOf(result, second)).toEqual([`late.cfg:1 ${later}`]);
    expect(result.coverage).toMatchObject({ state: 'complete', commits: 3, blobs: 3 });
  });

  it('is shared by repositories that share blobs', async () => {
    const { repository } = repositoryWithSecret();
    const other = new TestRepository();
    other.commitFile('plain.txt', 'nothing here\n');
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    const result = await scanHistory(other.folder, { cacheFolder });
    expect(result.findings).toEqual([]);
    expect(result.coverage).toMatchObject({ state: 'complete', commits: 1, blobs: 1 });
  });

  it('is not used for other rules or settings', async () => {
    const { repository } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    await scanHistory(repository.folder, { cacheFolder }, { inlineAllow: 'ignored' });
    expect(readdirSync(cacheFolder).length).toBe(2);
    await scanHistory(repository.folder, { cacheFolder }, { lineHashes: 'wanted' });
    expect(readdirSync(cacheFolder).length).toBe(3);
  });

  it.each([
    ['a flipped bit', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 40), Buffer.from('x'), bytes.subarray(41)])],
    ['a cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
    ['nothing', () => Buffer.alloc(0)],
  ])('ignores a file damaged by %s, with a warning, and writes a whole one', async (_, damage) => {
    const { repository } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    const file = cacheFile(cacheFolder);
    const whole = readFileSync(file);
    writeFileSync(file, damage(whole));
    const { result, warnings } = await scanWarned(repository.folder, cacheFolder);
    expect(result.coverage.state).toBe('complete');
    expect(result.findings.length).toBe(1);
    expect(warnings).toEqual([`the cache is not used: "${file}" is damaged`]);
    expect(readFileSync(file).equals(whole)).toBe(true);
  });

  it('is not kept where there is no room, and the scan says so', async () => {
    const { repository } = repositoryWithSecret();
    // A device that is always full stands for a full disk.
    const { result, warnings } = await scanWarned(repository.folder, '/dev/full');
    expect(result.findings.length).toBe(1);
    expect(warnings.at(-1)).toMatch(/^the cache is not kept: /);
  });

  it('holds nothing that others may read, and no secret', async () => {
    const { repository } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    const file = cacheFile(cacheFolder);
    expect(statSync(file).mode & 0o077).toBe(0);
    // As much as a report shows of it does stand there.
    const text = readFileSync(file, 'latin1');
    const eights = Array.from({ length: first.length - 7 }, (_, at) => first.slice(at, at + 8));
    expect(eights.filter((eight) => text.includes(eight))).toEqual([]);
    expect(text).toContain('github-personal-access-token');
  });

  it('is left as it was by a scan of a part', async () => {
    const { repository, commit } = repositoryWithSecret();
    const cacheFolder = temporaryFolder();
    await scanHistory(repository.folder, { cacheFolder });
    const part = await scanHistory(repository.folder, { cacheFolder, range: 'HEAD~1..HEAD' });
    expect(placesOf(part, first)).toEqual([`app.cfg:1 ${commit}`]);
    const none = await scanHistory(repository.folder, { cacheFolder, range: 'HEAD~1..HEAD~1' });
    expect(none.findings).toEqual([]);
    expect(none.coverage.state).toBe('incomplete');
  });
});
