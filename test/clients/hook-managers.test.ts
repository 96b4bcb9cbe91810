import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blocksOf } from '../docs/markdown.js';
import { PROGRAM, Sandbox, SECRET } from '../hook/hook-repository.js';
import { withClient } from './with-client.js';

const PATIENCE = { timeout: 120_000 };

/** A repository, and keepmum in the PATH of whoever commits to it. */
function repository(): { box: Sandbox; commit(): { status: number | null; output: string } } {
  const box = new Sandbox();
  box.git('.', 'init', '-q', 'work');
  const programs = join(box.root, 'bin');
  mkdirSync(programs);
  const starter = `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`;
  writeFileSync(join(programs, 'keepmum'), starter, { mode: 0o755 });
  const env = { PATH: `${programs}:${process.env.PATH}` };
  return {
    box,
    commit() {
      const { status, stdout, stderr } = box.run('work', 'git', ['commit', '-q', '-m', 'message'], { env });
      expect(stdout + stderr).not.toContain(SECRET.split('=')[1]);
      return { status, output: stdout + stderr };
    },
  };
}

/** A commit with a secret, and one without. */
function expectToGuard({ box, commit }: ReturnType<typeof repository>): void {
  box.write('work/.env', `${SECRET}\n`);
  box.git('work', 'add', '.env');
  const stopped = commit();
  expect(stopped.status).toBe(1);
  expect(stopped.output).toContain('.env:1:');
  box.write('work/.env', 'GITHUB_TOKEN=\n');
  box.git('work', 'add', '.env');
  expect(commit()).toMatchObject({ status: 0 });
}

withClient('lefthook', 'the lines for lefthook in docs/HOOKS.md', () => {
  test('stop a commit with a secret, and let one without pass', PATIENCE, () => {
    const place = repository();
    const shown = blocksOf('docs/HOOKS.md').find(({ text }) => text.startsWith('pre-commit:\n  commands:'))?.text;
    place.box.write('work/lefthook.yml', shown ?? '');
    expect(place.box.run('work', 'lefthook', ['install'])).toMatchObject({ status: 0 });
    expectToGuard(place);
  });
});

withClient('husky', 'keepmum hook install beside husky', () => {
  test('stops a commit with a secret, and lets one without pass', PATIENCE, () => {
    const place = repository();
    const { box } = place;
    expect(box.run('work', 'husky', [])).toMatchObject({ status: 0 });
    box.write('work/.husky/pre-commit', 'echo "ours too"\n');
    expect(box.keepmum('work', ['hook', 'install']).status).toBe(0);
    expectToGuard(place);
    box.write('work/more', 'x\n');
    box.git('work', 'add', 'more');
    expect(place.commit().output).toContain('ours too');
  });
});
