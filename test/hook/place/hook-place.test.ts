import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isExecutable, readHookFile } from '../../../src/hook/place/hook-file.js';
import { findHookPlace, isWithin } from '../../../src/hook/place/hook-place.js';
import { readHooksPath } from '../../../src/hook/place/hooks-path.js';
import { findManager, hookFolder, managerSnippet } from '../../../src/hook/place/manager.js';
import { Sandbox } from '../hook-repository.js';

function repository(...init: readonly string[]): Sandbox {
  const box = new Sandbox();
  box.git('.', 'init', '-q', ...init, 'repo');
  return box;
}

describe('where the hooks of a repository are', () => {
  test('in .git, from wherever in the work tree one asks', () => {
    const box = repository();
    mkdirSync(box.path('repo/a/b'), { recursive: true });
    for (const folder of ['repo', 'repo/a/b']) {
      expect(findHookPlace(box.place(folder))).toEqual({
        top: box.path('repo'),
        kind: 'work-tree',
        folder: box.path('repo/.git/hooks'),
        ownFolder: box.path('repo/.git/hooks'),
        hooksPath: undefined,
        reach: 'machine',
      });
    }
  });

  test('in a bare repository', () => {
    const box = repository('--bare');
    expect(findHookPlace(box.place('repo'))).toMatchObject({
      kind: 'bare',
      folder: box.path('repo/hooks'),
      reach: 'machine',
    });
  });

  test('in the repository of a linked work tree, unless that has a setting of its own', () => {
    const box = repository();
    box.git('repo', 'commit', '-q', '--allow-empty', '-m', 'x');
    box.git('repo', 'worktree', 'add', '-q', '../linked');
    const own = box.path('repo/.git/hooks');
    expect(findHookPlace(box.place('linked'))).toMatchObject({ kind: 'linked-work-tree', folder: own, ownFolder: own });
    box.git('repo', 'config', 'extensions.worktreeConfig', 'true');
    box.git('linked', 'config', '--worktree', 'core.hooksPath', 'hooks');
    expect(findHookPlace(box.place('linked'))).toMatchObject({
      folder: box.path('linked/hooks'),
      hooksPath: { value: 'hooks', scope: 'worktree' },
      reach: 'shared',
    });
    expect(findHookPlace(box.place('repo'))).toMatchObject({ folder: own, hooksPath: undefined });
  });

  test('where core.hooksPath leads: from the top, from the home folder, or outright', () => {
    const box = repository();
    mkdirSync(box.path('repo/sub'));
    const lead = (value: string) => {
      box.git('repo', 'config', 'core.hooksPath', value);
      const { folder, reach } = findHookPlace(box.place('repo/sub'));
      return { folder, reach };
    };
    expect(lead('hooks')).toEqual({ folder: box.path('repo/hooks'), reach: 'shared' });
    expect(lead('~/hooks')).toEqual({ folder: box.path('home/hooks'), reach: 'machine' });
    expect(lead(box.path('elsewhere'))).toEqual({ folder: box.path('elsewhere'), reach: 'machine' });
    expect(lead('.git/more hooks')).toEqual({ folder: box.path('repo/.git/more hooks'), reach: 'machine' });
  });

  test('is told with the file that says so', () => {
    const box = repository();
    expect(readHooksPath(box.place('repo'))).toBeUndefined();
    box.git('repo', 'config', '--global', 'core.hooksPath', '~/hooks');
    const hooksPath = { value: box.path('home/hooks'), scope: 'global', origin: box.path('home/.gitconfig') };
    expect(readHooksPath(box.place('repo'))).toEqual(hooksPath);
    box.git('repo', 'config', 'core.hooksPath', 'own');
    expect(readHooksPath(box.place('repo'))).toMatchObject({ value: 'own', scope: 'local' });
    expect(readHooksPath(box.place('repo'), 'global')).toEqual(hooksPath);
  });

  test('is in words where git refuses to say', () => {
    const box = new Sandbox();
    expect(() => findHookPlace(box.place('.'))).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    const noGit = { folder: box.root, environment: { PATH: '' } };
    expect(() => findHookPlace(noGit)).toThrow(/cannot start git in ".*expected git on PATH/);
  });

  test('within is within, also through a link', () => {
    const box = new Sandbox();
    mkdirSync(box.path('a/b'), { recursive: true });
    symlinkSync(box.path('a'), box.path('link'));
    for (const path of ['a', 'a/b', 'a/b/not-there', 'link/b', 'a/..b']) {
      expect(isWithin(box.path(path), box.path('a')), path).toBe(true);
    }
    for (const path of ['.', 'ab', 'a/../c']) expect(isWithin(box.path(path), box.path('a')), path).toBe(false);
  });
});

describe('who keeps the hooks', () => {
  const managerIn = (box: Sandbox) => findManager(findHookPlace(box.place('repo')));

  test('nobody', () => {
    expect(managerIn(repository())).toBeUndefined();
    expect(managerIn(repository('--bare'))).toBeUndefined();
  });

  test('husky, until core.hooksPath leads elsewhere', () => {
    const box = repository();
    mkdirSync(box.path('repo/.husky'));
    expect(managerIn(box)).toMatchObject({ name: 'husky' });
    box.git('repo', 'config', 'core.hooksPath', '.husky/_');
    expect(managerIn(box)).toMatchObject({ name: 'husky' });
    expect(hookFolder(findHookPlace(box.place('repo')), managerIn(box))).toBe(box.path('repo/.husky'));
    box.git('repo', 'config', 'core.hooksPath', 'hooks');
    expect(managerIn(box)).toBeUndefined();
  });

  test.each([
    ['lefthook.yml', 'lefthook'],
    ['.lefthook.json', 'lefthook'],
    ['.config/lefthook.yaml', 'lefthook'],
    ['.pre-commit-config.yaml', 'pre-commit'],
  ])('by %s', (config, name) => {
    const box = repository();
    box.write(`repo/${config}`, 'some: text\n');
    expect(managerIn(box)).toEqual({ name, config, text: 'some: text\n' });
  });

  test('every snippet names the hook and the command', () => {
    for (const name of ['lefthook', 'pre-commit'] as const) {
      expect(managerSnippet(name, 'pre-commit')).toMatch(/pre-commit/);
      expect(managerSnippet(name, 'pre-commit')).toContain('keepmum scan --staged\n');
      expect(managerSnippet(name, 'pre-push')).toMatch(/pre-push/);
      expect(managerSnippet(name, 'pre-push')).toMatch(/keepmum hook run pre-push( \{0\})?\n/);
    }
  });
});

describe('a hook as it lies there', () => {
  test('a file, with every byte and its permissions', () => {
    const box = new Sandbox();
    box.write('hook', '\u00ff\r\n\0', 0o751);
    const file = readHookFile(box.path('hook'));
    expect(file).toEqual({ path: box.path('hook'), state: 'file', text: '\u00ff\r\n\0', mode: 0o751 });
    expect(isExecutable(file)).toBe(true);
    expect(isExecutable({ ...file, mode: 0o644 })).toBe(false);
  });

  test('nothing, a folder, a link, a link to nothing', () => {
    const box = new Sandbox();
    box.write('hook', 'x', 0o755);
    mkdirSync(box.path('folder'));
    symlinkSync('hook', box.path('link'));
    symlinkSync('nowhere', box.path('broken'));
    expect(readHookFile(box.path('none'))).toMatchObject({ state: 'missing', text: '' });
    expect(readHookFile(box.path('folder'))).toMatchObject({ state: 'folder', text: '' });
    expect(readHookFile(box.path('link'))).toMatchObject({ state: 'link', text: 'x', mode: 0o755 });
    expect(readHookFile(box.path('broken'))).toMatchObject({ state: 'link', text: '', mode: 0 });
  });
});
