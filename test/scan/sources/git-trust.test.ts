import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WalkEvent } from '../../../src/scan/sources/walk-event.js';
import { emptyFolder, environment, filesIn, git, plant, repository, walkAll } from './tree.js';

const files = { '.gitignore': '*.log\n', a: '', 'b.log': '' };
const isRoot = process.geteuid?.() === 0;

function notes(events: readonly WalkEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'note' ? [event.message] : []));
}

describe('all is scanned, and said to be', () => {
  test('when git is missing', async () => {
    const folder = repository(files);
    const events = await walkAll([folder], { environment: { PATH: emptyFolder() } });
    expect(notes(events)).toEqual([
      `git cannot tell what is ignored in "${folder}", so all of it is scanned: spawn git ENOENT`,
    ]);
    expect(events.filter(({ kind }) => kind === 'file')).toHaveLength(3);
  });

  test.each([
    ['is no repository', (folder: string) => git(folder, 'config', 'core.repositoryFormatVersion', '99')],
    ['has a broken index', (folder: string) => writeFileSync(join(folder, '.git/index'), 'broken')],
    ['has no settings that can be read', (folder: string) => writeFileSync(join(folder, '.git/config'), '[')],
    ['is said to be elsewhere', (folder: string) => git(folder, 'config', 'core.worktree', '/nonexistent')],
  ])('when what is there %s', async (_, spoil) => {
    const folder = repository(files);
    spoil(folder);
    expect(notes(await walkAll([folder]))).toHaveLength(1);
    expect(await filesIn(folder)).toEqual(['.gitignore', 'a', 'b.log']);
  });

  test('when a folder that is a work tree of its own has a name that git cannot be started in', async () => {
    const folder = emptyFolder();
    const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]);
    execFileSync('git', ['init', '--quiet', 'tree'], { cwd: folder, env: { ...environment } });
    plant(join(folder, 'tree'), files);
    execFileSync('sh', ['-c', `mv tree "$(printf '\\377')"`], { cwd: folder });
    expect(existsSync(odd)).toBe(true);
    expect(notes(await walkAll([folder]))).toEqual([expect.stringMatching(/name is no UTF-8$/)]);
    expect(await filesIn(folder)).toHaveLength(3);
  });

  test.skipIf(!isRoot)('when the work tree belongs to somebody else, unless the user trusts it', async () => {
    const folder = repository(files);
    execFileSync('chown', ['-R', '65533', folder]);
    expect(notes(await walkAll([folder]))).toEqual([expect.stringContaining('dubious ownership')]);
    expect(await filesIn(folder)).toEqual(['.gitignore', 'a', 'b.log']);

    const home = emptyFolder();
    plant(home, { '.gitconfig': `[safe]\n\tdirectory = ${folder}\n` });
    expect(await filesIn(folder, { environment: { ...environment, HOME: home } })).toEqual(['.gitignore', 'a']);
  });
});

test('a .git that is none leaves the say to the work tree around it', async () => {
  const folder = repository({ ...files, 'sub/c.log': '', 'sub/d': '', 'sub/.git/': '' });
  expect(await filesIn(folder)).toEqual(['.gitignore', 'a', 'sub/d']);
});

test('the repository that the caller points git at is not the one that is scanned', async () => {
  const other = repository({ x: '' });
  git(other, 'add', '.');
  const folder = repository(files);
  const pointed = {
    ...environment,
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: '/nonexistent',
    GIT_LITERAL_PATHSPECS: '1',
  };
  expect(await filesIn(folder, { environment: pointed })).toEqual(['.gitignore', 'a']);
});

test('a hostile repository starts no program', async () => {
  const folder = repository(files);
  git(folder, 'add', '.');
  const traces = emptyFolder();
  const program = join(traces, 'program');
  writeFileSync(program, `#!/bin/sh\ntouch ${traces}/started\n`, { mode: 0o755 });
  plant(folder, { '.gitattributes': '* filter=evil\n' });
  const settings = {
    'core.fsmonitor': program,
    'core.hooksPath': traces,
    'filter.evil.clean': program,
    'core.pager': program,
  };
  for (const [name, value] of Object.entries(settings)) git(folder, 'config', name, value);
  expect(await filesIn(folder)).toEqual(['.gitattributes', '.gitignore', 'a']);
  expect(existsSync(join(traces, 'started'))).toBe(false);
  // The trap works: without our settings git falls into it.
  git(folder, 'ls-files', '--others', '--modified');
  expect(existsSync(join(traces, 'started'))).toBe(true);
});
