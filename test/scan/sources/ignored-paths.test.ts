import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, environment, filesByGit, filesIn, git, place, plant, repository, walkAll } from './tree.js';

describe('what git ignores is left out', () => {
  test('by .gitignore, nested ones that take it back, and info/exclude', async () => {
    const folder = repository({
      '.gitignore': '*.log\n/build/\n',
      '.git/info/exclude': 'private\n',
      'a.log': '',
      'build/b': '',
      'src/build/c': '',
      'src/.gitignore': '!keep.log\n*.tmp\n',
      'src/keep.log': '',
      'src/d.log': '',
      'src/e.tmp': '',
      'f.tmp': '',
      'deep/private/g': '',
    });
    const expected = ['.gitignore', 'f.tmp', 'src/.gitignore', 'src/build/c', 'src/keep.log'];
    expect(await filesIn(folder)).toEqual(expected);
    expect(filesByGit(folder)).toEqual(expected);
  });

  test('but not with --all-files', async () => {
    const folder = repository({ '.gitignore': '*', a: '', 'b/c': '' });
    expect(await filesIn(folder, { files: 'all' })).toEqual(['.gitignore', 'a', 'b/c']);
    expect(await filesIn(folder)).toEqual([]);
  });

  test('but not when git tracks it', async () => {
    const folder = repository({
      '.gitignore': 'dist/\n*.env\n',
      'dist/kept': '',
      'dist/other': '',
      'a.env': '',
      'b.env': '',
    });
    git(folder, 'add', '--force', 'dist/kept', 'a.env');
    expect(await filesIn(folder)).toEqual(['.gitignore', 'a.env', 'dist/kept']);
  });

  test('but not by the own excludes of whoever scans', async () => {
    const home = emptyFolder();
    plant(home, { '.gitconfig': `[core]\n\texcludesFile = ${home}/ignore\n`, ignore: 'a\n', 'git/ignore': 'a\n' });
    const folder = repository({ a: '' });
    const own = { ...environment, HOME: home, XDG_CONFIG_HOME: home };
    expect(execFileSync('git', ['check-ignore', 'a'], { cwd: folder, env: own, encoding: 'utf8' })).toBe('a\n');
    expect(await filesIn(folder, { environment: own })).toEqual(['a']);
  });

  test('in a folder of the work tree alone', async () => {
    const folder = repository({
      '.gitignore': '*.log\n/src/out/\n',
      'src/a': '',
      'src/b.log': '',
      'src/out/c': '',
      d: '',
    });
    expect(await filesIn(join(folder, 'src'))).toEqual(['a']);
  });

  test('names with line breaks and bytes that are no UTF-8 among them', async () => {
    const folder = repository({ '.gitignore': 'ig*\n', 'ig\nnored': '', 'see\nn': '' });
    const odd = (...bytes: number[]) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
    writeFileSync(odd(0x69, 0x67, 0xff), '');
    writeFileSync(odd(0x6e, 0xff), '');
    expect(await filesIn(folder)).toEqual(['.gitignore', 'n\ufffd', 'see\nn']);
  });
});

describe('what was asked for is walked though it is ignored', () => {
  const files = { '.gitignore': 'dist/\n*.log\n', 'dist/a': '', 'dist/deep/b.log': '', 'c.log': '', d: '' };

  test('a file, without asking git', async () => {
    const folder = repository(files);
    const noGit = { PATH: '/nonexistent' };
    expect(await walkAll([join(folder, 'c.log')], { environment: noGit })).toEqual([
      { kind: 'file', path: place(folder, 'c.log') },
    ]);
  });

  test('a folder, and a folder in it', async () => {
    const folder = repository(files);
    expect(await filesIn(join(folder, 'dist'))).toEqual(['a', 'deep/b.log']);
    expect(await filesIn(join(folder, 'dist/deep'))).toEqual(['b.log']);
  });

  test('but a folder that is not ignored itself may have nothing to scan', async () => {
    const folder = repository({ '.gitignore': '/src/*\n', 'src/a': '', 'src/deep/b': '' });
    expect(await filesIn(join(folder, 'src'))).toEqual([]);
    expect(await filesIn(join(folder, 'src/deep'))).toEqual(['b']);
  });

  test('a folder in which git tracks some files', async () => {
    const folder = repository(files);
    git(folder, 'add', '--force', 'dist/a');
    expect(await filesIn(join(folder, 'dist'))).toEqual(['a', 'deep/b.log']);
  });
});

test('tracked files that are deleted are absent, not missed', async () => {
  const folder = repository({ a: '', 'b/c': '', d: '' });
  git(folder, 'add', '.');
  rmSync(join(folder, 'b'), { recursive: true });
  rmSync(join(folder, 'd'));
  expect(await walkAll([folder])).toEqual([{ kind: 'file', path: place(folder, 'a') }]);
});

test('a tracked file in whose place a pipe or a link stands is not opened', async () => {
  const folder = repository({ a: '', b: '' });
  git(folder, 'add', '.');
  rmSync(join(folder, 'a'));
  rmSync(join(folder, 'b'));
  execFileSync('mkfifo', [join(folder, 'a')]);
  symlinkSync('/etc/passwd', join(folder, 'b'));
  expect((await walkAll([folder])).map((event) => event.kind)).toEqual(['skipped', 'skipped']);
});

test('a closed folder between ignored files is missed, not ignored', async () => {
  const folder = repository({
    '.gitignore': '*.log\n',
    'mixed/a.log': '',
    'mixed/closed/b': '',
    'mixed/sub/c.log': '',
  });
  chmodSync(join(folder, 'mixed/closed'), 0);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) execFileSync('chown', ['-R', '65534', folder]);
  if (isRoot) process.seteuid?.(65_534);
  const events = await walkAll([folder]).finally(() => isRoot && process.seteuid?.(0));
  chmodSync(join(folder, 'mixed/closed'), 0o755);
  expect(events).toHaveLength(2);
  expect(events).toContainEqual({ kind: 'file', path: place(folder, '.gitignore') });
  expect(events).toContainEqual(expect.objectContaining({ kind: 'missed', path: place(folder, 'mixed/closed') }));
});

test('what git never looks at counts between ignored files, but not in an ignored folder', async () => {
  const folder = repository({ '.gitignore': '*.log\nout/\n', 'mixed/a.log': '', 'out/b': '' });
  execFileSync('mkfifo', [join(folder, 'mixed/pipe'), join(folder, 'out/pipe')]);
  const events = await walkAll([folder]);
  expect(events).toHaveLength(2);
  expect(events).toContainEqual({ kind: 'file', path: place(folder, '.gitignore') });
  expect(events).toContainEqual({ kind: 'skipped', reason: 'special-file', path: place(folder, 'mixed/pipe') });
});

describe('work trees of every kind', () => {
  const inner = { '.gitignore': '*.tmp\n', a: '', 'b.tmp': '' };

  test('a linked one', async () => {
    const folder = repository(inner);
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message=x');
    const linked = join(emptyFolder(), 'linked');
    git(folder, 'worktree', 'add', '--quiet', linked);
    plant(linked, { 'c.tmp': '', d: '' });
    expect(await filesIn(linked)).toEqual(['.gitignore', 'a', 'd']);
  });

  test('a submodule, also one in an ignored folder', async () => {
    const source = repository(inner);
    git(source, 'add', '.');
    git(source, 'commit', '--quiet', '--message=x');
    const folder = repository({ '.gitignore': 'vendor/\n*.log\n', 'vendor/other': '' });
    git(folder, 'submodule', '--quiet', 'add', source, 'module');
    git(folder, 'submodule', '--quiet', 'add', '--force', source, 'vendor/module');
    plant(folder, { 'module/c.tmp': '', 'module/d.log': '', 'vendor/module/e.tmp': '', 'vendor/module/f': '' });
    const expected = ['.gitignore', '.gitmodules', 'module/.gitignore', 'module/a', 'module/d.log'];
    expected.push('vendor/module/.gitignore', 'vendor/module/a', 'vendor/module/f');
    expect(await filesIn(folder)).toEqual(expected);
    expect(filesByGit(folder)).toEqual(expected);
    expect(await filesIn(join(folder, 'module'))).toEqual(['.gitignore', 'a', 'd.log']);
  });

  test('one inside another, with rules of its own', async () => {
    const folder = repository({ '.gitignore': '*.log\nignored/\n', 'c.log': '' });
    for (const place of ['nested', 'logs/nested', 'ignored/nested']) {
      mkdirSync(join(folder, place), { recursive: true });
      git(join(folder, place), 'init', '--quiet');
      plant(join(folder, place), inner);
    }
    plant(folder, { 'nested/d.log': '', 'logs/e.log': '' });
    const expected = [
      '.gitignore',
      'logs/nested/.gitignore',
      'logs/nested/a',
      'nested/.gitignore',
      'nested/a',
      'nested/d.log',
    ];
    expect(await filesIn(folder)).toEqual(expected);
    expect(filesByGit(folder)).toEqual(expected);
  });

  test('one inside a folder that is none', async () => {
    const folder = emptyFolder();
    plant(folder, { '.gitignore': '*', 'c.tmp': '', 'nested/': '' });
    git(join(folder, 'nested'), 'init', '--quiet');
    plant(join(folder, 'nested'), inner);
    expect(await filesIn(folder)).toEqual(['.gitignore', 'c.tmp', 'nested/.gitignore', 'nested/a']);
    expect(await filesIn(folder, { files: 'all' })).toContain('nested/b.tmp');
  });

  test('a bare repository is a folder like any other', async () => {
    const folder = emptyFolder();
    git(folder, 'init', '--quiet', '--bare', 'bare.git');
    expect(await filesIn(join(folder, 'bare.git'))).toContain('HEAD');
    const around = repository({ '.gitignore': '*.tmp\n', 'a.tmp': '' });
    git(around, 'init', '--quiet', '--bare', 'bare.git');
    expect(await filesIn(around)).toContain('bare.git/HEAD');
    expect(await filesIn(around)).not.toContain('a.tmp');
    expect(await filesIn(join(around, 'bare.git'))).toContain('HEAD');
  });

  test('a sparse one, with a sparse index', async () => {
    const folder = repository({ 'in/a': '', 'out/b': '', 'out/deep/c': '', '.gitignore': '*.tmp\n' });
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message=x');
    git(folder, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    expect(existsSync(join(folder, 'out'))).toBe(false);
    plant(folder, { 'in/d.tmp': '', 'in/e': '' });
    expect(await filesIn(folder)).toEqual(['.gitignore', 'in/a', 'in/e']);
    plant(folder, { 'out/deep/c': 'here again' });
    expect(await filesIn(folder)).toEqual(['.gitignore', 'in/a', 'in/e', 'out/deep/c']);
  });
});
