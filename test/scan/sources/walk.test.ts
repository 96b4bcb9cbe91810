import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openablePath, shownPath } from '../../../src/scan/sources/byte-path.js';
import { walk } from '../../../src/scan/sources/walk.js';
import { emptyFolder, environment, filesIn, place, plant, repository, walkAll } from './tree.js';

/** Runs as a user whom file modes stop: tests may run as root, who reads everything. */
async function asNobody<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

function inFolder(folder: string): void {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(folder);
}

test('every file at any depth, hidden ones and lock files too', async () => {
  const folder = emptyFolder();
  plant(folder, {
    a: '',
    '.env': '',
    'src/.deep/b.ts': '',
    'src/deep/er/c': '',
    'package-lock.json': '',
    'empty/': '',
  });
  expect(await filesIn(folder)).toEqual(['.env', 'a', 'package-lock.json', 'src/.deep/b.ts', 'src/deep/er/c']);
});

test('an empty folder has no files and is no error', async () => {
  expect(await walkAll([emptyFolder()])).toEqual([]);
});

test('ignore files mean nothing outside of a work tree', async () => {
  const folder = emptyFolder();
  plant(folder, { '.gitignore': '*', a: '' });
  expect(await filesIn(folder)).toEqual(['.gitignore', 'a']);
});

test.each(['gitignore', 'all'] as const)('.git is not walked, be it a folder or a file (%s)', async (files) => {
  const folder = emptyFolder();
  plant(folder, { '.git/config': '', 'sub/.git': 'gitdir: nowhere', 'sub/a': '', '.gitignore': '', '.github/b': '' });
  expect(await filesIn(folder, { files })).toEqual(['.github/b', '.gitignore', 'sub/a']);
});

test('a .git folder that was asked for is walked, and git is not asked about it', async () => {
  const folder = repository();
  plant(folder, { '.git/odd/a': '' });
  expect(await filesIn(join(folder, '.git'))).toEqual(expect.arrayContaining(['HEAD', 'config', 'odd/a']));
  expect(await walkAll([join(folder, '.git/odd')])).toEqual([{ kind: 'file', path: place(folder, '.git/odd/a') }]);
});

test('paths are shown as they were asked for', async () => {
  const folder = emptyFolder();
  plant(folder, { 'src/a.ts': '', b: '' });
  inFolder(folder);
  const shown = async (path: string) =>
    (await walkAll([path])).map((event) => 'path' in event && shownPath(event.path)).sort();
  expect(await shown('.')).toEqual(['b', 'src/a.ts']);
  expect(await shown('src')).toEqual(['src/a.ts']);
  expect(await shown('./src/')).toEqual(['src/a.ts']);
  expect(await shown('src/a.ts')).toEqual(['src/a.ts']);
  expect(await shown(join(folder, 'src'))).toEqual([join(folder, 'src/a.ts')]);
  process.chdir('src');
  expect(await shown('..')).toEqual(['../b', '../src/a.ts']);
});

test('names with line breaks, and with bytes that are no UTF-8, can be opened', async () => {
  const folder = emptyFolder();
  const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x64, 0xff])]);
  mkdirSync(odd);
  writeFileSync(Buffer.concat([odd, Buffer.from([0x2f, 0xfe, 0x66])]), 'x');
  plant(folder, { 'line\nbreak': 'x', 'ünïcode/日本': 'x' });
  const events = await walkAll([folder]);
  expect(events.map(({ kind }) => kind)).toEqual(['file', 'file', 'file']);
  for (const event of events) expect(existsSync(openablePath((event as { path: string }).path))).toBe(true);
  expect(await filesIn(folder)).toEqual(['d\ufffd/\ufffdf', 'line\nbreak', 'ünïcode/日本'].sort());
});

test('a name is not taken for another whose letters are its bytes', async () => {
  const folder = emptyFolder();
  const bytesAsLetters = Buffer.from('é').toString('latin1');
  plant(folder, { 'é/a': '', [`${bytesAsLetters}/b`]: '' });
  expect(await filesIn(folder)).toEqual([`${bytesAsLetters}/b`, 'é/a']);
});

test('links are not followed but counted, so that loops cannot be', async () => {
  const folder = emptyFolder();
  const outside = emptyFolder();
  plant(outside, { secret: '' });
  plant(folder, { 'in/a': '' });
  symlinkSync(outside, join(folder, 'out'));
  symlinkSync(join(outside, 'secret'), join(folder, 'outfile'));
  symlinkSync('.', join(folder, 'in/loop'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  const events = await walkAll([folder]);
  expect(events).toHaveLength(5);
  expect(events).toContainEqual({ kind: 'file', path: place(folder, 'in/a') });
  for (const link of ['out', 'outfile', 'in/loop', 'dangling']) {
    expect(events).toContainEqual({ kind: 'skipped', reason: 'symlink', path: place(folder, link) });
  }
});

test('pipes and sockets are skipped and counted', async () => {
  const folder = emptyFolder();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
  onTestFinished(() => void server.close());
  const events = await walkAll([folder]);
  expect(events).toHaveLength(2);
  for (const name of ['pipe', 'socket']) {
    expect(events).toContainEqual({ kind: 'skipped', reason: 'special-file', path: place(folder, name) });
  }
});

test('a folder that may not be listed is missed, and the rest is walked', async () => {
  const folder = emptyFolder();
  plant(folder, { 'closed/a': '', 'open/b': '' });
  chmodSync(join(folder, 'closed'), 0);
  const events = await asNobody(() => walkAll([folder]));
  chmodSync(join(folder, 'closed'), 0o755);
  const detail = 'EACCES: permission denied';
  expect(events).toHaveLength(2);
  expect(events).toContainEqual({ kind: 'missed', reason: 'unreadable', path: place(folder, 'closed'), detail });
  expect(events).toContainEqual({ kind: 'file', path: place(folder, 'open/b') });
});

test('a folder that vanishes while others are walked is missed', async () => {
  const folder = emptyFolder();
  const names = Array.from({ length: 600 }, (_, index) => `f${index}`);
  plant(folder, { 'gone/a': '', ...Object.fromEntries(names.map((name) => [name, ''])) });
  const events = [];
  for await (const batch of walk([folder], { files: 'gitignore', environment })) {
    rmSync(join(folder, 'gone'), { recursive: true, force: true });
    events.push(...batch);
  }
  expect(events.filter(({ kind }) => kind === 'file')).toHaveLength(600);
  expect(events.filter(({ kind }) => kind === 'missed')).toEqual([
    { kind: 'missed', reason: 'vanished', path: place(folder, 'gone'), detail: 'ENOENT: no such file or directory' },
  ]);
});

test('a big folder comes in batches that a worker can begin with', async () => {
  const folder = emptyFolder();
  plant(folder, Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`f${index}`, ''])));
  const sizes = [];
  for await (const batch of walk([folder], { files: 'all', environment })) sizes.push(batch.length);
  expect(sizes).toEqual([512, 512, 76]);
});

test('many files that were asked for come in batches too', async () => {
  const folder = emptyFolder();
  const names = Array.from({ length: 600 }, (_, index) => `f${index}`);
  plant(folder, Object.fromEntries(names.map((name) => [name, ''])));
  const typed = names.map((name) => join(folder, name));
  const batches = [];
  for await (const batch of walk(typed, { files: 'gitignore', environment })) batches.push(batch);
  expect(batches.map(({ length }) => length)).toEqual([512, 88]);
  expect(batches.flat()).toEqual(typed.map((path) => ({ kind: 'file', path })));
});

test('hard links are files of their own', async () => {
  const folder = emptyFolder();
  plant(folder, { a: 'x' });
  linkSync(join(folder, 'a'), join(folder, 'b'));
  expect(await filesIn(folder)).toEqual(['a', 'b']);
});

test('a tree that is deeper than one path may be long is missed from there on, not lost', async () => {
  const folder = emptyFolder();
  inFolder(folder);
  const name = 'd'.repeat(250);
  for (let depth = 0; depth < 20; depth++) {
    mkdirSync(name);
    process.chdir(name);
  }
  writeFileSync('a', '');
  const missed = await walkAll([folder]);
  expect(missed).toHaveLength(1);
  expect(missed[0]).toMatchObject({
    kind: 'missed',
    reason: 'unreadable',
    detail: expect.stringContaining('ENAMETOOLONG'),
  });
  process.chdir('/');
  execFileSync('rm', ['-r', ...readdirSync(folder).map((entry) => join(folder, entry))]);
});
