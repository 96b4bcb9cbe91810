import { mkdirSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { installGlobally } from '../../../src/hook/global/install-global.js';
import { HOOK_NAMES } from '../../../src/hook/hook-name.js';
import { installHooks } from '../../../src/hook/install/install-hooks.js';
import { uninstallHooks } from '../../../src/hook/install/uninstall-hooks.js';
import { Sandbox } from '../hook-repository.js';

const program = { node: '/opt/the node', script: '/opt/keepmum.cjs' };

function repository(...init: readonly string[]): Sandbox {
  const box = new Sandbox();
  box.git('.', 'init', '-q', ...init, 'a repo');
  return box;
}

function install(box: Sandbox, hooks = HOOK_NAMES as readonly (typeof HOOK_NAMES)[number][], folder = 'a repo') {
  return installHooks(box.place(folder), hooks, program);
}

function pathsOf(result: ReturnType<typeof installHooks>): readonly string[] {
  if (result.kind === 'managed') throw new Error(`managed: ${result.note.snippet}`);
  return result.changes.map(({ path }) => path);
}

describe('install, then uninstall', () => {
  const hooks: Record<string, string> = {
    'no hook': '',
    'a shell hook': '#!/bin/sh\nnpm test\n',
    'bash, with flags and no line feed at its end': '#!/usr/bin/env -S bash -e\nmake check',
    'only a first line': '#!/bin/sh',
    'the very line that keepmum begins its own files with': '#!/bin/sh\n',
    'no first line': 'npm test\n',
    'bytes that are no UTF-8, and a carriage return': '#!/bin/sh\necho \u00ff\u00fe\u0080\r\n',
  };

  test.each(Object.entries(hooks))('%s: every byte and mode is as before', (_, text) => {
    const box = repository();
    if (text !== '') box.write('a repo/.git/hooks/pre-commit', text, 0o775);
    const before = box.snapshot('a repo/.git');
    const result = install(box);
    const [path = ''] = pathsOf(result);
    expect(box.read('a repo/.git/hooks/pre-commit')).toContain('keepmum_run scan --staged');
    expect(statSync(path).mode & 0o777).toBe(text === '' ? 0o755 : 0o775);
    expect(box.snapshot('a repo/.git')).not.toEqual(before);
    uninstallHooks(box.place('a repo'), HOOK_NAMES);
    expect(box.snapshot('a repo/.git')).toEqual(before);
  });

  test('a hooks folder that was not there goes again, unless something came into it', () => {
    const box = repository('--template=');
    const before = box.snapshot('a repo/.git');
    install(box, ['pre-commit']);
    uninstallHooks(box.place('a repo'), HOOK_NAMES);
    expect(box.snapshot('a repo/.git')).toEqual(before);
    install(box, ['pre-commit']);
    box.write('a repo/.git/hooks/post-commit', 'x');
    uninstallHooks(box.place('a repo'), HOOK_NAMES);
    expect(Object.keys(box.snapshot('a repo/.git/hooks'))).toEqual(['post-commit']);
  });

  test('what was written into our file meanwhile stays', () => {
    const box = repository();
    install(box, ['pre-commit']);
    const path = 'a repo/.git/hooks/pre-commit';
    box.write(path, `${box.read(path)}npm test\n`, 0o755);
    expect(uninstallHooks(box.place('a repo'), HOOK_NAMES)).toMatchObject([{ change: 'removed' }]);
    expect(box.read(path)).toBe('#!/bin/sh\nnpm test\n');
  });

  test('one hook can be taken out while the other stays', () => {
    const box = repository();
    install(box);
    expect(uninstallHooks(box.place('a repo'), ['pre-push'])).toMatchObject([{ hook: 'pre-push', change: 'deleted' }]);
    expect(box.read('a repo/.git/hooks/pre-commit')).toContain('keepmum');
  });

  test('the hooks of all repositories stay when one repository is done with', () => {
    const box = repository();
    box.git('.', 'config', '--global', 'core.hooksPath', '~/hooks');
    installGlobally(box.place('a repo'), ['pre-commit'], program);
    const before = box.snapshot('home');
    expect(uninstallHooks(box.place('a repo'), HOOK_NAMES)).toEqual([]);
    expect(box.snapshot('home')).toEqual(before);
  });

  test('there is nothing to take out of the hooks of others', () => {
    const box = repository();
    box.write('a repo/.git/hooks/pre-commit', '#!/bin/sh\nkeepmum scan --staged\n', 0o755);
    const before = box.snapshot('a repo/.git');
    expect(uninstallHooks(box.place('a repo'), HOOK_NAMES)).toEqual([]);
    expect(box.snapshot('a repo/.git')).toEqual(before);
  });
});

describe('install, twice', () => {
  test('changes nothing the second time', () => {
    const box = repository();
    install(box);
    const before = box.snapshot('a repo/.git');
    expect(install(box)).toMatchObject({ changes: [{ change: 'unchanged' }, { change: 'unchanged' }] });
    expect(box.snapshot('a repo/.git')).toEqual(before);
  });

  test('names the program of the second time', () => {
    const box = repository();
    box.write('a repo/.git/hooks/pre-commit', '#!/bin/sh\nnpm test\n', 0o755);
    install(box, ['pre-commit']);
    const newer = { ...program, script: '/opt/newer/keepmum.cjs' };
    expect(installHooks(box.place('a repo'), ['pre-commit'], newer)).toMatchObject({
      changes: [{ change: 'renewed' }],
    });
    expect(box.read('a repo/.git/hooks/pre-commit')).not.toContain("'/opt/keepmum.cjs'");
    uninstallHooks(box.place('a repo'), HOOK_NAMES);
    expect(box.read('a repo/.git/hooks/pre-commit')).toBe('#!/bin/sh\nnpm test\n');
  });
});

describe('where the hooks are', () => {
  test('core.hooksPath of the repository leads; a folder in the work tree names no path of this machine', () => {
    const box = repository();
    box.git('a repo', 'config', 'core.hooksPath', 'tools/hooks');
    mkdirSync(box.path('a repo/sub'));
    const result = install(box, ['pre-commit'], 'a repo/sub');
    expect(pathsOf(result)).toEqual([box.path('a repo/tools/hooks/pre-commit')]);
    expect(box.read('a repo/tools/hooks/pre-commit')).not.toContain(program.script);
  });

  test('a linked work tree shares the hooks of its repository', () => {
    const box = repository();
    box.git('a repo', 'commit', '-q', '--allow-empty', '-m', 'x');
    box.git('a repo', 'worktree', 'add', '-q', '../linked');
    expect(pathsOf(install(box, ['pre-commit'], 'linked'))).toEqual([box.path('a repo/.git/hooks/pre-commit')]);
    expect(box.read('a repo/.git/hooks/pre-commit')).toContain(program.script);
  });

  test('a submodule has hooks of its own', () => {
    const box = repository();
    box.git('.', 'init', '-q', 'inner');
    box.git('inner', 'commit', '-q', '--allow-empty', '-m', 'x');
    box.git('a repo', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../inner', 'part');
    expect(pathsOf(install(box, ['pre-commit'], 'a repo/part'))).toEqual([
      box.path('a repo/.git/modules/part/hooks/pre-commit'),
    ]);
  });

  test('husky has its hooks in .husky, for everybody', () => {
    const box = repository();
    box.git('a repo', 'config', 'core.hooksPath', '.husky/_');
    box.write('a repo/.husky/_/h', '');
    box.write('a repo/.husky/pre-commit', 'npm test\n');
    const before = box.snapshot('a repo/.husky');
    expect(pathsOf(install(box))).toEqual([box.path('a repo/.husky/pre-commit'), box.path('a repo/.husky/pre-push')]);
    expect(box.read('a repo/.husky/pre-commit')).toMatch(/\nnpm test\n$/);
    expect(box.read('a repo/.husky/pre-commit')).not.toContain(program.script);
    uninstallHooks(box.place('a repo'), HOOK_NAMES);
    expect(box.snapshot('a repo/.husky')).toEqual(before);
  });
});

describe('what is not touched', () => {
  test.each(['lefthook.yml', '.lefthook.yaml', '.config/lefthook.toml', '.pre-commit-config.yaml'])(
    'hooks that %s keeps: it is said what to add there',
    (config) => {
      const box = repository();
      box.write(`a repo/${config}`, '\n');
      const before = box.snapshot('a repo');
      const result = install(box);
      expect(box.snapshot('a repo')).toEqual(before);
      if (result.kind !== 'managed') throw new Error('it was installed');
      expect(result.note.config).toBe(config);
      expect(result.note.snippet).toMatch(/keepmum scan --staged.*keepmum hook run pre-push/s);
    },
  );

  test('a manager that runs keepmum already has nothing to add', () => {
    const box = repository();
    box.write('a repo/lefthook.yml', 'pre-commit:\n  commands:\n    keepmum:\n      run: keepmum scan --staged\n');
    expect(install(box)).toMatchObject({ kind: 'managed', note: { snippet: '' } });
  });

  const refused: readonly (readonly [string, string, number, RegExp, RegExp])[] = [
    ['a Python hook', '#!/usr/bin/env python3\nprint()\n', 0o755, /written for python3/, /scan --staged/],
    ['a program', '\u007fELF\0', 0o755, /it is a program/, /scan --staged/],
    ['a hook that git does not run', '#!/bin/sh\nx\n', 0o644, /not executable/, /chmod/],
    ['a hook that cannot start', '#!/bin/sh\r\nx\r\n', 0o755, /carriage return/, /line feeds only/],
  ];

  test.each(refused)('%s', (_, text, mode, found, hint) => {
    const box = repository();
    box.write('a repo/.git/hooks/pre-commit', text, mode);
    const before = box.snapshot('a repo/.git');
    expect(() => install(box)).toThrow(
      expect.objectContaining({ code: 'REFUSED', message: expect.stringMatching(found) }),
    );
    expect(() => install(box)).toThrow(
      expect.objectContaining({ hints: expect.arrayContaining([expect.stringMatching(hint)]) }),
    );
    expect(box.snapshot('a repo/.git')).toEqual(before);
  });

  test('the file that a link leads to', () => {
    const box = repository();
    box.write('a repo/check', '#!/bin/sh\n', 0o755);
    symlinkSync('../../check', box.path('a repo/.git/hooks/pre-commit'));
    expect(() => install(box)).toThrow(/link to a file elsewhere/);
    expect(box.read('a repo/check')).toBe('#!/bin/sh\n');
  });

  test('lines of which one end is gone', () => {
    const box = repository();
    install(box);
    const path = 'a repo/.git/hooks/pre-commit';
    box.write(path, box.read(path).replace('# <<< keepmum <<<\n', ''), 0o755);
    const before = box.snapshot('a repo/.git');
    expect(() => install(box)).toThrow(/one end/);
    expect(() => uninstallHooks(box.place('a repo'), HOOK_NAMES)).toThrow(/one end/);
    expect(box.snapshot('a repo/.git')).toEqual(before);
  });

  test('places where no hook of ours belongs', () => {
    const bare = repository('--bare');
    expect(() => install(bare)).toThrow(/is bare/);
    const off = repository();
    off.git('a repo', 'config', 'core.hooksPath', '/dev/null');
    expect(() => install(off)).toThrow(/turns all hooks off/);
    const everybody = repository();
    everybody.git('.', 'config', '--global', 'core.hooksPath', '~/hooks');
    expect(() => install(everybody)).toThrow(/sends every repository to ".*home\/hooks"/);
    expect(() => installHooks(new Sandbox().place('.'), HOOK_NAMES, program)).toThrow(/not a git repository/);
  });
});
