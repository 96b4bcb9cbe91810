import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScan } from '../../../../src/scan/scan.js';
import { TestRepository } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { placesOf, requestOf, scanHistory, WISH } from '../scan-git.js';

const token = githubToken(1);

function withSubmodule() {
  const inner = new TestRepository();
  const commit = inner.commitFile('inner.cfg', `value = "${token}"\n`);
  const outer = new TestRepository();
  outer.commitFile('readme.txt', 'outer\n');
  outer.git('submodule', '--quiet', 'add', inner.folder, 'libs/inner');
  outer.commit('a submodule');
  return { outer, commit };
}

describe('submodules', () => {
  it('are named, and not scanned unless they are asked for', async () => {
    const { outer } = withSubmodule();
    const mentions: string[] = [];
    const request = requestOf(outer.folder, { source: { kind: 'history', wish: WISH } });
    const result = await runScan(request, { onMention: (text) => mentions.push(text) });
    expect(placesOf(result, token)).toEqual([]);
    expect(result.coverage).toMatchObject({ state: 'complete', skipped: { submodule: 1 } });
    expect(mentions).toEqual(['the submodule libs/inner was not scanned; --recurse-submodules scans it too']);
  });

  it('are scanned with their own commits, below their path', async () => {
    const { outer, commit } = withSubmodule();
    const result = await scanHistory(outer.folder, { submodules: 'scanned' });
    expect(placesOf(result, token)).toEqual([`libs/inner/inner.cfg:1 ${commit}`]);
    expect(result.coverage).toMatchObject({ state: 'complete', commits: 3 });
  });

  it('are read where git keeps them when they are not checked out', async () => {
    const { outer, commit } = withSubmodule();
    outer.git('submodule', '--quiet', 'deinit', '--force', '--all');
    const result = await scanHistory(outer.folder, { submodules: 'scanned' });
    expect(placesOf(result, token)).toEqual([`libs/inner/inner.cfg:1 ${commit}`]);
  });

  it('make the scan incomplete when they were never fetched', async () => {
    const { outer } = withSubmodule();
    rmSync(join(outer.folder, 'libs'), { recursive: true });
    rmSync(join(outer.folder, '.git/modules'), { recursive: true });
    const { coverage } = await scanHistory(outer.folder, { submodules: 'scanned' });
    expect(coverage.state).toBe('incomplete');
    expect(coverage.missed).toEqual([expect.objectContaining({ path: 'libs/inner', reason: 'unreadable' })]);
  });

  it('are not looked for outside of the repository', async () => {
    const { outer } = withSubmodule();
    outer.write('.gitmodules', '[submodule "evil"]\n\tpath = ../evil\n\turl = ./evil\n');
    outer.commit('lead astray');
    const { coverage } = await scanHistory(outer.folder, { submodules: 'scanned' });
    expect(coverage.missed).toEqual([expect.objectContaining({ path: '../evil', reason: 'unreadable' })]);
  });
});
