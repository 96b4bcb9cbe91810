import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { PROGRAM, Sandbox } from '../../hook/hook-repository.js';
import { makeWorld } from '../test-world.js';

async function keepmum(box: Sandbox, ...words: readonly string[]) {
  const { world, stdout, stderr } = makeWorld({ cwd: box.path('repo'), env: box.environment });
  return { exitCode: await runCli(words, world), stdout: stdout(), stderr: stderr() };
}

function repository(): Sandbox {
  const box = new Sandbox();
  box.git('.', 'init', '-q', 'repo');
  return box;
}

describe('keepmum hook install', () => {
  test('is the pre-commit hook, or the ones that are named', async () => {
    const box = repository();
    expect((await keepmum(box, 'hook', 'install')).stdout).toBe('pre-commit: installed, .git/hooks/pre-commit\n');
    const both = await keepmum(box, 'hook', 'install', '--pre-push', '--pre-commit');
    expect(both.stdout).toBe(
      'pre-commit: was installed already, .git/hooks/pre-commit\npre-push: installed, .git/hooks/pre-push\n',
    );
  });

  test('installs the program that is running', async () => {
    const box = repository();
    await keepmum(box, 'hook', 'install');
    expect(box.read('repo/.git/hooks/pre-commit')).toContain(`'${process.execPath}' '${PROGRAM}' "$@"`);
  });

  test('shows a hook elsewhere with its whole path', async () => {
    const box = repository();
    box.git('repo', 'config', 'core.hooksPath', box.path('hooks'));
    expect((await keepmum(box, 'hook', 'install')).stdout).toBe(
      `pre-commit: installed, ${box.path('hooks/pre-commit')}\n`,
    );
  });

  test('prints what to paste when a manager keeps the hooks, and is no success', async () => {
    const box = repository();
    box.write('repo/.pre-commit-config.yaml', 'repos:\n');
    const { exitCode, stdout, stderr } = await keepmum(box, 'hook', 'install');
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^- repo: local\n {2}hooks:\n/);
    expect(stderr).toContain('hint: add the lines above to .pre-commit-config.yaml\n');
    box.write('repo/.pre-commit-config.yaml', `repos:\n${stdout}`);
    expect(await keepmum(box, 'hook', 'install')).toEqual({
      exitCode: 0,
      stdout: 'pre-commit runs keepmum already, see .pre-commit-config.yaml\n',
      stderr: '',
    });
  });

  test('warns of a program in the cache of npx', () => {
    const box = repository();
    mkdirSync(box.path('_npx/1'), { recursive: true });
    cpSync(dirname(PROGRAM), box.path('_npx/1/dist'), { recursive: true });
    symlinkSync(resolve('node_modules'), box.path('_npx/1/node_modules'));
    const { stdout } = box.run('repo', process.execPath, [box.path('_npx/1/dist/keepmum.cjs'), 'hook', 'install']);
    expect(stdout).toContain('which may be emptied');
    expect(box.keepmum('repo', ['hook', 'install']).stdout).toBe('pre-commit: installed anew, .git/hooks/pre-commit\n');
  });
});

describe('keepmum hook uninstall', () => {
  test('takes out all, or the one that is named, and says when there is none', async () => {
    const box = repository();
    await keepmum(box, 'hook', 'install', '--pre-push', '--pre-commit');
    const one = await keepmum(box, 'hook', 'uninstall', '--pre-push');
    expect(one.stdout).toBe('pre-push: taken out, and the file with it, .git/hooks/pre-push\n');
    const rest = await keepmum(box, 'hook', 'uninstall');
    expect(rest.stdout).toBe('pre-commit: taken out, and the file with it, .git/hooks/pre-commit\n');
    expect(await keepmum(box, 'hook', 'uninstall')).toEqual({
      exitCode: 0,
      stdout: 'no hook runs keepmum\n',
      stderr: '',
    });
  });
});

describe('keepmum hook doctor', () => {
  test('is content with 0, and with 1 when there is something to do', async () => {
    const box = repository();
    expect((await keepmum(box, 'hook', 'doctor')).exitCode).toBe(1);
    await keepmum(box, 'hook', 'install');
    expect(await keepmum(box, 'hook', 'doctor')).toEqual({
      exitCode: 0,
      stdout:
        'pre-commit: runs, .git/hooks/pre-commit\npre-push: not installed; keepmum hook install --pre-push does\n',
      stderr: '',
    });
    box.git('repo', 'config', 'core.hooksPath', 'elsewhere');
    const { exitCode, stdout } = await keepmum(box, 'hook', 'doctor');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^pre-commit: does not run, elsewhere\/pre-commit\n {2}because .*\n {2}fix: keepmum hook install/,
    );
  });

  test('takes no words', async () => {
    expect((await keepmum(repository(), 'hook', 'doctor', 'please')).exitCode).toBe(2);
  });
});
