import { describe, expect, test } from 'vitest';
import { addBlock } from '../../../src/hook/block/edit-hook.js';
import { makeBlock } from '../../../src/hook/block/make-block.js';
import { Sandbox } from '../hook-repository.js';

// A stand-in for the program, which says how it was called and ends as it is told.
const STAND_IN = '#!/bin/sh\necho "ran:$*:"\ncat\nexit "${ANSWER:-0}"\n';

function hookWith(box: Sandbox, hook: 'pre-commit' | 'pre-push', reach: 'machine' | 'shared', below: string): void {
  const program = { node: box.path('the node'), script: box.path("it's keepmum") };
  box.write('hook', addBlock(`#!/bin/sh\n${below}`, makeBlock({ hook, program, reach, made: 'block' })), 0o755);
}

describe.each(['sh', 'bash', 'dash'])('under %s', (shell) => {
  const start = (box: Sandbox, env = {}, input = '') =>
    box.run('.', shell, ['-eu', 'hook', 'origin', 'URL'], { env, input });
  const isMissing = new Sandbox().run('.', shell, ['-c', 'true']).error !== undefined;

  test.skipIf(isMissing)('runs the node and the script it was installed with, and then the rest', () => {
    const box = new Sandbox();
    box.write('the node', STAND_IN, 0o755);
    box.write("it's keepmum", '');
    hookWith(box, 'pre-commit', 'machine', 'echo rest\n');
    expect(start(box)).toMatchObject({
      status: 0,
      stdout: `ran:${box.path("it's keepmum")} scan --staged:\nrest\n`,
      stderr: '',
    });
  });

  test.skipIf(isMissing)('stops with the same exit code before the rest', () => {
    const box = new Sandbox();
    box.write('the node', STAND_IN, 0o755);
    box.write("it's keepmum", '');
    hookWith(box, 'pre-commit', 'machine', 'echo rest\n');
    for (const answer of [1, 3]) {
      const result = start(box, { ANSWER: String(answer) });
      expect(result.status).toBe(answer);
      expect(result.stdout).not.toContain('rest');
    }
  });

  test.skipIf(isMissing)('falls back to node_modules, then to PATH, and stops when there is nothing', () => {
    const box = new Sandbox();
    hookWith(box, 'pre-commit', 'machine', 'echo rest\n');
    const nowhere = start(box);
    expect(nowhere.status).toBe(4);
    expect(nowhere.stdout).toBe('');
    expect(nowhere.stderr).toContain('found no keepmum');
    box.write('bin/keepmum', STAND_IN, 0o755);
    const PATH = `${box.path('bin')}:${box.environment.PATH}`;
    expect(start(box, { PATH }).stdout).toBe('ran:scan --staged:\nrest\n');
    box.write('node_modules/.bin/keepmum', '#!/bin/sh\necho local\n', 0o755);
    expect(start(box, { PATH }).stdout).toBe('local\nrest\n');
  });

  test.skipIf(isMissing)('names no path of this machine where the hook is shared', () => {
    const box = new Sandbox();
    hookWith(box, 'pre-commit', 'shared', '');
    expect(box.read('hook')).not.toContain(box.root);
  });

  test.skipIf(isMissing)('is skipped by KEEPMUM_SKIP, and says so', () => {
    const box = new Sandbox();
    hookWith(box, 'pre-commit', 'machine', 'echo rest\n');
    const skipped = start(box, { KEEPMUM_SKIP: '1' });
    expect(skipped).toMatchObject({ status: 0, stdout: 'rest\n' });
    expect(skipped.stderr).toBe('keepmum: note: pre-commit is skipped, because KEEPMUM_SKIP is set\n');
    for (const off of ['', '0']) expect(start(box, { KEEPMUM_SKIP: off }).status).toBe(4);
  });

  test.skipIf(isMissing)('a pre-push hook gives what git said to keepmum and to the rest alike', () => {
    const box = new Sandbox();
    box.write('the node', STAND_IN, 0o755);
    box.write("it's keepmum", '');
    hookWith(box, 'pre-push', 'machine', 'echo "rest:$*:"\ncat\n');
    const refs = 'refs/heads/a 1 refs/heads/a 2\nrefs/heads/$(id) 3 refs/heads/b 4\n';
    const words = `${box.path("it's keepmum")} hook run pre-push origin URL`;
    expect(start(box, {}, refs).stdout).toBe(`ran:${words}:\n${refs}rest:origin URL:\n${refs}`);
    expect(start(box, {}, '').stdout).toBe(`ran:${words}:\n\nrest:origin URL:\n`);
  });

  test.skipIf(isMissing)('takes a push of many refs', () => {
    const box = new Sandbox();
    box.write('the node', '#!/bin/sh\ncat >/dev/null\n', 0o755);
    box.write("it's keepmum", '');
    hookWith(box, 'pre-push', 'machine', 'cat\n');
    const refs = `refs/heads/a ${'1'.repeat(40)} refs/heads/a ${'2'.repeat(40)}\n`.repeat(4000);
    expect(start(box, {}, refs).stdout).toBe(refs);
  });
});
