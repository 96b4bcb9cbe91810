import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { installGlobally } from '../../../src/hook/global/install-global.js';
import { PASSED_ON_HOOKS } from '../../../src/hook/global/passed-on-hook.js';
import { uninstallGlobally } from '../../../src/hook/global/uninstall-global.js';
import { Sandbox } from '../hook-repository.js';

// Stands in for keepmum, to see when it is started.
function sandbox(): { box: Sandbox; program: { node: string; script: string } } {
  const box = new Sandbox();
  box.write('node', '#!/bin/sh\necho "keepmum $2 $3" >&2\ncat >/dev/null\n', 0o755);
  box.write('keepmum.cjs', '');
  box.git('.', 'init', '-q', 'repo');
  return { box, program: { node: box.path('node'), script: box.path('keepmum.cjs') } };
}

function commit(box: Sandbox) {
  return box.run('repo', 'git', ['commit', '-q', '--allow-empty', '-m', 'message']);
}

describe('hooks for all repositories', () => {
  test('run keepmum, and whatever hooks a repository has of its own', () => {
    const { box, program } = sandbox();
    box.write('repo/.git/hooks/pre-commit', '#!/bin/sh\necho own pre-commit >&2\n', 0o755);
    box.write('repo/.git/hooks/commit-msg', '#!/bin/sh\necho "own $(cat "$1")" >&2\n', 0o755);
    installGlobally(box.place('.'), ['pre-commit'], program);
    expect(commit(box)).toMatchObject({ status: 0, stderr: 'keepmum scan --staged\nown pre-commit\nown message\n' });
    box.git('repo', 'worktree', 'add', '-q', '../linked');
    expect(box.run('linked', 'git', ['commit', '-q', '--allow-empty', '-m', 'two']).stderr).toContain('own two');
  });

  test('a hook of the repository that says no has the last word', () => {
    const { box, program } = sandbox();
    box.write('repo/.git/hooks/commit-msg', '#!/bin/sh\nexit 1\n', 0o755);
    installGlobally(box.place('.'), ['pre-commit'], program);
    expect(commit(box).status).toBe(1);
  });

  test('a push tells keepmum and the own hook alike which refs go out', () => {
    const { box, program } = sandbox();
    commit(box);
    box.git('.', 'init', '-q', '--bare', 'remote');
    box.write('repo/.git/hooks/pre-push', '#!/bin/sh\nsed s/^/own:/ >&2\n', 0o755);
    installGlobally(box.place('.'), ['pre-push'], program);
    const pushed = box.run('repo', 'git', ['push', '-q', '../remote', 'HEAD:refs/heads/x']);
    expect(pushed.status).toBe(0);
    expect(pushed.stderr).toMatch(/keepmum hook run\nown:HEAD \w+ refs\/heads\/x 0+\n/);
  });

  test('the other hook joins those that are there', () => {
    const { box, program } = sandbox();
    installGlobally(box.place('.'), ['pre-commit'], program);
    installGlobally(box.place('.'), ['pre-push'], program);
    for (const hook of ['pre-commit', 'pre-push']) {
      expect(box.read('home/.config/keepmum/hooks', hook)).toContain('keepmum_run');
    }
    expect(box.read('home/.config/keepmum/hooks/commit-msg')).not.toContain('keepmum_run');
  });

  test.each(['', '[user]\n\tname = A\n', '[core]\n\teditor = vi\n'])(
    'leave no trace when they are taken out, with a global configuration of %j',
    (config) => {
      const { box, program } = sandbox();
      if (config !== '') box.write('home/.gitconfig', config);
      mkdirSync(box.path('home/.config'));
      const before = box.snapshot('home');
      installGlobally(box.place('.'), ['pre-commit', 'pre-push'], program);
      expect(box.snapshot('home')).not.toEqual(before);
      expect(uninstallGlobally(box.place('.')).map(({ hook }) => hook)).toEqual(['pre-commit', 'pre-push']);
      expect(box.snapshot('home')).toEqual(before);
    },
  );

  test('join those of a folder that the user has for them', () => {
    const { box, program } = sandbox();
    box.git('.', 'config', '--global', 'core.hooksPath', '~/my hooks');
    box.write('home/my hooks/pre-commit', '#!/bin/sh\necho mine >&2\n', 0o755);
    const before = box.snapshot('home');
    installGlobally(box.place('.'), ['pre-commit'], program);
    expect(existsSync(box.path('home/.config'))).toBe(false);
    expect(commit(box).stderr).toBe('keepmum scan --staged\nmine\n');
    uninstallGlobally(box.place('.'));
    expect(box.snapshot('home')).toEqual(before);
  });

  test('leave files of others in the folder alone', () => {
    const { box, program } = sandbox();
    installGlobally(box.place('.'), ['pre-commit'], program);
    box.write('home/.config/keepmum/hooks/update', 'mine');
    uninstallGlobally(box.place('.'));
    expect(Object.keys(box.snapshot('home/.config/keepmum/hooks'))).toEqual(['update']);
  });

  test('pass no hook on that does something by being there', () => {
    expect(PASSED_ON_HOOKS).not.toContain('push-to-checkout');
    expect(PASSED_ON_HOOKS).not.toContain('proc-receive');
    expect(new Set(PASSED_ON_HOOKS).size).toBe(PASSED_ON_HOOKS.length);
  });
});
