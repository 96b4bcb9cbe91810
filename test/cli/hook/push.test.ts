import { beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM, Sandbox, SECRET } from '../../hook/hook-repository.js';

const VALUE = SECRET.split('=')[1] ?? '';

/** A server's repository, and a clone of it with one commit pushed. */
function clone(): Sandbox {
  const box = new Sandbox();
  box.git('.', 'init', '-q', '--bare', '-b', 'main', 'server');
  box.git('.', 'clone', '-q', 'server', 'my work');
  commit(box, 'readme', 'hello\n');
  box.git('my work', 'push', '-q', 'origin', 'HEAD:main');
  box.git('my work', 'fetch', '-q');
  return box;
}

function commit(box: Sandbox, name: string, text: string): void {
  box.write(`my work/${name}`, text);
  box.git('my work', 'add', name);
  box.git('my work', 'commit', '-q', '-m', `add ${name}`);
}

function push(box: Sandbox, words: readonly string[], env: Record<string, string> = {}) {
  const result = box.run('my work', 'git', ['push', '-q', ...words], { env });
  expect(result.stdout + result.stderr).not.toContain(VALUE);
  return result;
}

const SERVER_HOOK = `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' hook pre-receive "$@"\n`;

describe('an installed pre-push hook', () => {
  let box: Sandbox;

  beforeAll(() => {
    box = clone();
    const installed = box.keepmum('my work', ['hook', 'install', '--pre-push']);
    expect(installed).toMatchObject({ status: 0, stdout: 'pre-push: installed, .git/hooks/pre-push\n', stderr: '' });
  });

  test('lets clean commits go out, and says nothing', () => {
    commit(box, 'clean', 'nothing\n');
    expect(push(box, ['origin', 'HEAD:main'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('stops a secret, even one that a later commit takes away, in an old branch and a new one', () => {
    commit(box, '.env', `${SECRET}\n`);
    commit(box, '.env', 'TOKEN=\n');
    for (const target of ['HEAD:main', 'HEAD:refs/heads/new']) {
      const { status, stderr } = push(box, ['origin', target]);
      expect(status).toBe(1);
      expect(stderr).toMatch(/\.env:1:\d+ {2}commit [0-9a-f]+/);
      expect(stderr).toContain('keepmum: the push is stopped');
    }
    expect(box.git('server', 'branch', '--format=%(refname:short)')).toBe('main');
  });

  test('a tag or a URL is no way around it', () => {
    box.git('my work', 'tag', 'v1');
    expect(push(box, ['origin', 'v1']).status).toBe(1);
    expect(push(box, ['../server', 'HEAD:refs/heads/new']).status).toBe(1);
  });

  test('a deletion brings nothing', () => {
    box.git('server', 'branch', 'old', 'main');
    expect(push(box, ['origin', ':old'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('--no-verify and KEEPMUM_SKIP push all the same', () => {
    const skipped = push(box, ['origin', 'HEAD:refs/heads/skipped'], { KEEPMUM_SKIP: '1' });
    expect(skipped).toMatchObject({ status: 0, stderr: expect.stringContaining('pre-push is skipped') });
    expect(push(box, ['--no-verify', 'origin', 'HEAD:refs/heads/unverified'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('what the remote has already is not held against anybody', () => {
    box.git('my work', 'fetch', '-q', 'origin');
    commit(box, 'later', 'nothing\n');
    expect(push(box, ['origin', 'HEAD:refs/heads/later'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('but another remote has it not', () => {
    box.git('.', 'init', '-q', '--bare', 'public');
    box.git('my work', 'remote', 'add', 'public', '../public');
    expect(push(box, ['public', 'HEAD:refs/heads/main']).status).toBe(1);
  });

  test('a push over commits that are not here looks at all that is new', () => {
    const other = clone();
    other.keepmum('my work', ['hook', 'install', '--pre-push']);
    other.git('.', 'clone', '-q', 'server', 'theirs');
    other.git('theirs', 'commit', '-q', '--allow-empty', '-m', 'theirs');
    other.git('theirs', 'push', '-q', 'origin', 'HEAD:main');
    commit(other, '.env', `${SECRET}\n`);
    expect(push(other, ['--force', 'origin', 'HEAD:main']).status).toBe(1);
  });
});

describe('a push from a shallow clone', () => {
  const shallow = (): Sandbox => {
    const box = clone();
    commit(box, 'second', 'x\n');
    box.git('my work', 'push', '-q', 'origin', 'HEAD:main');
    box.git('.', 'clone', '-q', '--depth', '1', `file://${box.path('server')}`, 'part');
    box.keepmum('part', ['hook', 'install', '--pre-push']);
    box.git('part', 'commit', '-q', '--allow-empty', '-m', 'new');
    return box;
  };

  test('goes out, when what is cut off is at the remote anyway', () => {
    const result = shallow().run('part', 'git', ['push', '-q', 'origin', 'HEAD:main']);
    expect(result).toMatchObject({ status: 0, stderr: '' });
  });

  test('stops, when the cut is in what goes out', () => {
    const box = shallow();
    box.git('.', 'init', '-q', '--bare', 'other');
    const result = box.run('part', 'git', ['push', '-q', '../other', 'HEAD:refs/heads/main']);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('the clone is shallow');
  });
});

describe('keepmum hook run', () => {
  test.each([
    [['pre-push', 'origin', 'URL'], 'rubbish\n', /cannot tell what is pushed/],
    [['pre-commit'], '', /cannot run the hook "pre-commit", expected pre-push\n.*scan --staged/],
  ])('stops at what it does not understand: %j', (words, input, said) => {
    const result = clone().keepmum('my work', ['hook', 'run', ...words], { input });
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(said);
  });

  test('reads the variables of the pre-commit program', () => {
    const box = clone();
    commit(box, '.env', `${SECRET}\n`);
    const before = { PRE_COMMIT: '1', PRE_COMMIT_REMOTE_NAME: 'origin' };
    const run = (env: Record<string, string>) =>
      box.keepmum('my work', ['hook', 'run', 'pre-push'], { env: { ...before, ...env } }).status;
    expect(run({ PRE_COMMIT_FROM_REF: 'HEAD~1', PRE_COMMIT_TO_REF: 'HEAD' })).toBe(1);
    expect(run({ PRE_COMMIT_LOCAL_BRANCH: 'HEAD' })).toBe(1);
    expect(run({ PRE_COMMIT_TO_REF: 'HEAD~1' })).toBe(0);
  });
});

describe("keepmum hook pre-receive, as a server's hook", () => {
  function guarded(): Sandbox {
    const box = clone();
    box.write('server/hooks/pre-receive', SERVER_HOOK, 0o755);
    return box;
  }

  test('takes clean pushes, new branches and deletions', () => {
    const box = guarded();
    commit(box, 'clean', 'nothing\n');
    for (const target of ['HEAD:main', 'HEAD:refs/heads/new', ':new']) {
      expect(push(box, ['origin', target])).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('refuses a secret, tells whoever pushes, and keeps nothing of it', () => {
    const box = guarded();
    commit(box, '.env', `${SECRET}\n`);
    const id = box.git('my work', 'rev-parse', 'HEAD');
    const { status, stderr } = push(box, ['origin', 'HEAD:main']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/remote: +\.env:1:\d+ {2}commit [0-9a-f]+/);
    expect(stderr).toMatch(/remote: keepmum: the push is refused/);
    expect(stderr).toContain('pre-receive hook declined');
    expect(box.run('server', 'git', ['cat-file', '-e', id]).status).not.toBe(0);
  });

  test('refuses what cannot be looked at in time', () => {
    const box = clone();
    box.write('server/hooks/pre-receive', SERVER_HOOK.replace('"$@"', '--time-limit 0.001s'), 0o755);
    commit(box, 'clean', 'nothing\n');
    const { status, stderr } = push(box, ['origin', 'HEAD:main']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/remote: keepmum: error: /);
  });

  test('sees messages, annotated tags and what only a merge brought', () => {
    const box = guarded();
    box.git('my work', 'commit', '-q', '--allow-empty', '-m', `why ${SECRET} fails`);
    expect(push(box, ['origin', 'HEAD:refs/heads/a']).status).toBe(1);
    box.git('my work', 'reset', '-q', '--hard', 'HEAD~1');
    box.git('my work', 'tag', '-a', '-m', `release with ${SECRET}`, 'v1');
    expect(push(box, ['origin', 'v1']).status).toBe(1);
    box.git('my work', 'checkout', '-q', '-b', 'side');
    commit(box, 'side', 'x\n');
    box.git('my work', 'checkout', '-q', '-');
    commit(box, 'own', 'x\n');
    box.git('my work', 'merge', '-q', '--no-commit', '--no-ff', 'side');
    commit(box, '.env', `${SECRET}\n`);
    expect(push(box, ['origin', 'HEAD:refs/heads/c']).status).toBe(1);
  });

  test('takes nothing of a push of which one ref holds a secret', () => {
    const box = guarded();
    commit(box, 'clean', 'nothing\n');
    box.git('my work', 'branch', 'good');
    commit(box, '.env', `${SECRET}\n`);
    expect(push(box, ['origin', 'good', 'HEAD:refs/heads/bad']).status).toBe(1);
    expect(box.git('server', 'branch', '--format=%(refname:short)')).toBe('main');
    expect(push(box, ['origin', 'good']).status).toBe(0);
  });

  test('goes by the configuration on the server, not by one that is pushed', () => {
    const box = guarded();
    commit(box, 'keepmum.toml', '[scan]\nonly = ["jwt"]\n');
    commit(box, '.env', `${SECRET}\n`);
    expect(push(box, ['origin', 'HEAD:main']).status).toBe(1);
    box.write('server/keepmum.toml', '[scan]\nonly = ["jwt"]\n');
    expect(push(box, ['origin', 'HEAD:main']).status).toBe(0);
  });

  test('knows repositories with SHA-256 ids', () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', '--bare', '--object-format=sha256', 'server');
    box.git('.', 'init', '-q', '--object-format=sha256', 'my work');
    box.git('my work', 'remote', 'add', 'origin', '../server');
    box.write('server/hooks/pre-receive', SERVER_HOOK, 0o755);
    commit(box, 'clean', 'nothing\n');
    expect(push(box, ['origin', 'HEAD:refs/heads/main']).status).toBe(0);
    commit(box, '.env', `${SECRET}\n`);
    expect(push(box, ['origin', 'HEAD:refs/heads/main']).status).toBe(1);
  });

  test('a comment allows, unless the server says that it does not', () => {
    const box = guarded();
    commit(box, '.env', `${SECRET} # keepmum:allow\n`);
    box.write('server/hooks/pre-receive', SERVER_HOOK.replace('"$@"', '--no-inline-allow'), 0o755);
    expect(push(box, ['origin', 'HEAD:main']).status).toBe(1);
    box.write('server/hooks/pre-receive', SERVER_HOOK, 0o755);
    expect(push(box, ['origin', 'HEAD:main'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('works beside KEEPMUM_SKIP, which is for the own machine', () => {
    const box = guarded();
    commit(box, '.env', `${SECRET}\n`);
    expect(push(box, ['origin', 'HEAD:main'], { KEEPMUM_SKIP: '1' }).status).toBe(1);
  });
});
