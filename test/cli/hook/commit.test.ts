import { beforeEach, describe, expect, test } from 'vitest';
import { PROGRAM, Sandbox, SECRET } from '../../hook/hook-repository.js';

const STARTER = `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`;
const VALUE = SECRET.split('=')[1] ?? '';

function stage(box: Sandbox, name: string, text: string, folder = 'my work'): void {
  box.write(`${folder}/${name}`, text);
  box.git(folder, 'add', name);
}

function commit(box: Sandbox, words: readonly string[] = [], env: Record<string, string> = {}, folder = 'my work') {
  const result = box.run(folder, 'git', ['commit', '-q', '-m', 'message', ...words], { env });
  expect(result.stdout + result.stderr).not.toContain(VALUE);
  return result;
}

describe('an installed pre-commit hook', () => {
  let box: Sandbox;

  beforeEach(() => {
    box = new Sandbox();
    box.git('.', 'init', '-q', 'my work');
    expect(box.keepmum('my work', ['hook', 'install']).status).toBe(0);
  });

  test('stops the first commit when it holds a secret, and lets it pass without', () => {
    stage(box, '.env', `${SECRET}\n`);
    const stopped = commit(box);
    expect(stopped.status).toBe(1);
    expect(stopped.stderr).toContain('.env:1:');
    stage(box, '.env', 'GITHUB_TOKEN=\n');
    expect(commit(box).status).toBe(0);
  });

  test('goes by what is staged, not by what lies in the work tree', () => {
    stage(box, '.env', 'GITHUB_TOKEN=\n');
    box.write('my work/.env', `${SECRET}\n`);
    expect(commit(box).status).toBe(0);
    stage(box, 'other', `${SECRET}\n`);
    box.write('my work/other', 'clean\n');
    expect(commit(box).status).toBe(1);
  });

  test('sees what commit -a and commit PATH bring', () => {
    stage(box, 'a', 'clean\n');
    stage(box, 'b', 'clean\n');
    expect(commit(box).status).toBe(0);
    box.write('my work/a', `${SECRET}\n`);
    expect(commit(box, ['-a']).status).toBe(1);
    expect(commit(box, ['a']).status).toBe(1);
    box.write('my work/b', 'cleaner\n');
    expect(commit(box, ['b']).status).toBe(0);
  });

  test('--no-verify and KEEPMUM_SKIP commit all the same', () => {
    stage(box, '.env', `${SECRET}\n`);
    const skipped = commit(box, [], { KEEPMUM_SKIP: '1' });
    expect(skipped).toMatchObject({ status: 0, stderr: expect.stringContaining('pre-commit is skipped') });
    stage(box, 'more', `${SECRET}\n`);
    expect(commit(box, ['--no-verify'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('lets commits pass that bring nothing to read', () => {
    stage(box, 'a', 'clean\n');
    stage(box, 'image', '\0\u0001\u0002');
    expect(commit(box).status).toBe(0);
    expect(commit(box, ['--allow-empty']).status).toBe(0);
    box.git('my work', 'rm', '-q', 'a');
    expect(commit(box).status).toBe(0);
    box.git('my work', 'mv', 'image', 'picture');
    expect(commit(box).status).toBe(0);
    stage(box, 'image', '\0\u0001\u0003');
    expect(commit(box).status).toBe(0);
  });

  test('works in a folder below, in a linked work tree and through a merge', () => {
    stage(box, 'sub/a', 'clean\n');
    expect(commit(box, [], {}, 'my work/sub').status).toBe(0);
    box.git('my work', 'worktree', 'add', '-q', '-b', 'side', '../linked');
    stage(box, '.env', `${SECRET}\n`, 'linked');
    expect(commit(box, [], {}, 'linked').status).toBe(1);
    stage(box, '.env', 'TOKEN=\n', 'linked');
    expect(commit(box, [], {}, 'linked').status).toBe(0);
    box.git('my work', 'merge', '-q', '--no-ff', '-m', 'merge', 'side');
  });

  test('does what the hook did before, with what it said last', () => {
    expect(box.keepmum('my work', ['hook', 'uninstall']).status).toBe(0);
    box.write('my work/.git/hooks/pre-commit', '#!/bin/bash\necho before >&2\nexit 7\n', 0o755);
    expect(box.keepmum('my work', ['hook', 'install']).stdout).toContain('before what the hook did already');
    stage(box, 'a', 'clean\n');
    expect(commit(box)).toMatchObject({ status: 1, stderr: expect.stringContaining('before\n') });
    stage(box, '.env', `${SECRET}\n`);
    expect(commit(box).stderr).not.toContain('before\n');
  });

  test('stops everything when keepmum is gone', () => {
    const hook = 'my work/.git/hooks/pre-commit';
    box.write(hook, box.read(hook).replaceAll('keepmum.cjs', 'gone.cjs'), 0o755);
    stage(box, 'a', 'clean\n');
    const { status, stderr } = commit(box, [], { PATH: '/usr/bin:/bin' });
    expect(status).toBe(1);
    expect(stderr).toContain('found no keepmum');
  });
});

describe('under husky', () => {
  // What husky 9 generates, as far as git is concerned.
  const GENERATED = '#!/usr/bin/env sh\nexec sh -e "$(dirname "$(dirname "$0")")/$(basename "$0")" "$@"\n';

  test('a secret is stopped, and the rest of the hook runs', () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', 'my work');
    box.git('my work', 'config', 'core.hooksPath', '.husky/_');
    box.write('my work/.husky/_/pre-commit', GENERATED, 0o755);
    box.write('my work/.husky/pre-commit', 'echo tests >&2\n');
    expect(box.keepmum('my work', ['hook', 'install']).stdout).toContain('commit it');
    expect(box.keepmum('my work', ['hook', 'doctor']).stdout).toContain('pre-commit: runs, .husky/pre-commit');
    box.write('my work/node_modules/.bin/keepmum', STARTER, 0o755);
    stage(box, '.env', `${SECRET}\n`);
    expect(commit(box).status).toBe(1);
    stage(box, '.env', 'TOKEN=\n');
    expect(commit(box)).toMatchObject({ status: 0, stderr: expect.stringContaining('tests\n') });
  });
});
