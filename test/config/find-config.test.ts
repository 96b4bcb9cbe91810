import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ConfigPlace, findConfig } from '../../src/config/find-config.js';
import { folderWith } from './temporary-folder.js';

function find(cwd: string, changes: Partial<ConfigPlace> = {}): unknown {
  return findConfig({ cwd, flag: undefined, variable: undefined, paths: [], ...changes });
}

describe('in a repository', () => {
  test('the nearest keepmum.toml up to the root', () => {
    const root = folderWith({ '.git/': '', 'keepmum.toml': '', 'a/keepmum.toml': '', 'a/b/': '', 'c/': '' });
    expect(find(join(root, 'a/b'))).toEqual({ path: join(root, 'a/keepmum.toml'), kind: 'keepmum' });
    expect(find(join(root, 'c'))).toEqual({ path: join(root, 'keepmum.toml'), kind: 'keepmum' });
  });

  test('never one above the root', () => {
    const outer = folderWith({ 'keepmum.toml': '', 'inner/.git/': '', 'inner/src/': '' });
    expect(find(join(outer, 'inner/src'))).toBeUndefined();
  });

  test('a work tree, where .git is a file, is a root too', () => {
    const outer = folderWith({ 'keepmum.toml': '', 'tree/.git': 'gitdir: elsewhere\n' });
    expect(find(join(outer, 'tree'))).toBeUndefined();
  });

  test('.gitleaks.toml counts at the root alone, and only without a keepmum.toml', () => {
    const root = folderWith({ '.git/': '', '.gitleaks.toml': '', 'a/.gitleaks.toml': '', 'b/keepmum.toml': '' });
    expect(find(join(root, 'a'))).toEqual({ path: join(root, '.gitleaks.toml'), kind: 'gitleaks' });
    expect(find(join(root, 'b'))).toEqual({ path: join(root, 'b/keepmum.toml'), kind: 'keepmum' });
  });
});

describe('what is scanned decides', () => {
  test('one folder or file: its own repository, then where one stands', () => {
    const theirs = folderWith({ '.git/': '', 'keepmum.toml': '', 'src/a.js': '' });
    const bare = folderWith({ '.git/': '' });
    const here = folderWith({ '.git/': '', 'keepmum.toml': '' });
    const path = join(theirs, 'keepmum.toml');
    expect(find(here, { paths: [theirs] })).toMatchObject({ path });
    expect(find(here, { paths: [join(theirs, 'src/a.js')] })).toMatchObject({ path });
    expect(find(here, { paths: [bare] })).toMatchObject({ path: join(here, 'keepmum.toml') });
  });

  test('several, or standard input: where one stands', () => {
    const theirs = folderWith({ '.git/': '', 'keepmum.toml': '' });
    const here = folderWith({ '.git/': '' });
    expect(find(here, { paths: [theirs, here] })).toBeUndefined();
    expect(find(here, { paths: ['-'] })).toBeUndefined();
  });
});

test('a path that leads through a file is left to the scan to complain about', () => {
  const root = folderWith({ '.git/': '', 'a.txt': '' });
  expect(find(root, { paths: ['a.txt/b/c'] })).toBeUndefined();
});

describe('named', () => {
  test('--config wins over KEEPMUM_CONFIG, which wins over what is found; both are seen from where one stands', () => {
    const root = folderWith({ '.git/': '', 'keepmum.toml': '', 'flag.toml': '', 'variable.toml': '' });
    expect(find(root, { flag: 'flag.toml', variable: 'variable.toml' })).toMatchObject({
      path: join(root, 'flag.toml'),
    });
    expect(find(root, { variable: 'variable.toml' })).toMatchObject({ path: join(root, 'variable.toml') });
    expect(find(root, { variable: '' })).toMatchObject({ path: join(root, 'keepmum.toml') });
  });

  test("a name with gitleaks in it is gitleaks' own", () => {
    const root = folderWith({ '.git/': '', 'ci/gitleaks.toml': '' });
    expect(find(root, { flag: 'ci/gitleaks.toml' })).toMatchObject({ kind: 'gitleaks' });
  });

  test('and missing is an error that says who named it', () => {
    const root = folderWith({ '.git/': '', 'keepmum.toml': '' });
    mkdirSync(join(root, 'x'));
    const expected = 'cannot read "no.toml": found no such file, expected the one that KEEPMUM_CONFIG names';
    expect(() => find(root, { variable: 'no.toml' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expected }),
    );
  });
});
