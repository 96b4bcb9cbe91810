import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import type { World } from '../../../src/cli/world.js';
import { REPORT_FORMATS } from '../../../src/scan/report/formats.js';
import { folderWith } from '../../config/temporary-folder.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { makeWorld } from '../test-world.js';

const token = githubToken(7);

async function guard(words: readonly string[], input: readonly string[], changes: Partial<World> = {}) {
  const stdin = Readable.from(input.map((piece) => Buffer.from(piece)));
  const { world, stdout, stderr } = makeWorld({ stdin, ...changes });
  const exitCode = await runCli(['guard', ...words], world);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('the stream', () => {
  test('is all that standard output gets, whatever the report', async () => {
    for (const format of REPORT_FORMATS) {
      const { exitCode, stdout, stderr } = await guard(
        ['-f', format],
        [`a ${token.slice(0, 9)}`, `${token.slice(9)} b\n`],
      );
      expect(exitCode).toBe(1);
      expect(stdout).toBe('a *** b\n');
      expect(stderr).toContain('github-personal-access-token');
      expect(stderr).not.toContain(token.slice(8));
    }
  });

  test('without findings is all there is, but for what was asked for', async () => {
    expect(await guard([], ['quiet\n'])).toEqual({ exitCode: 0, stdout: 'quiet\n', stderr: '' });
    expect((await guard(['-v'], ['quiet\n'])).stderr).toContain('no secrets found');
    expect(JSON.parse((await guard(['-f', 'json'], ['quiet\n'])).stderr)).toMatchObject({ findings: [] });
  });

  test('may be empty', async () => {
    expect(await guard([], [])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('has its known secrets masked, which are no findings', async () => {
    const folder = folderWith({ values: 'wind-mill-77\n' });
    const known = ['--values', join(folder, 'values'), '--env', 'ONE,TWO', '--mask-text', '[x]'];
    const env = { ONE: 'water-wheel-8', TWO: token };
    expect(await guard(known, [`wind-mill-77 water-wheel-8 ${token}\n`], { env })).toEqual({
      exitCode: 0,
      stdout: '[x] [x] [x]\n',
      stderr: '',
    });
  });
});

describe('the report', () => {
  test('goes into files, too', async () => {
    const folder = folderWith({});
    const words = ['-q', '-o', 'one.json', '-f', 'json', '--report', 'csv=two.csv'];
    const { exitCode, stderr } = await guard(words, [`first\nthen ${token}\n`], { cwd: folder });
    expect([exitCode, stderr]).toEqual([1, '']);
    const { findings } = JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8'));
    expect(findings).toMatchObject([{ occurrences: [{ path: '-', line: 2, column: 6 }] }]);
    expect(readFileSync(join(folder, 'two.csv'), 'utf8')).toContain('github-personal-access-token');
  });

  test('says what was out before it could be known', async () => {
    async function* slowly() {
      yield Buffer.from('login gh');
      // Longer than the hold, which is a millisecond here.
      await new Promise((resolve) => setTimeout(resolve, 300));
      yield Buffer.from(`${token.slice(2)}\n`);
    }
    const { stdout, stderr } = await guard(['--flush-after', '1ms'], [], { stdin: Readable.from(slowly()) });
    expect(stdout).toBe('login gh***\n');
    expect(stderr).toContain('note: 1 credential was out in part');
  });

  test('is of what counts', async () => {
    const input = [`password = "${base62('password', 18)}"\n`];
    expect((await guard(['--only', 'github-personal-access-token'], input)).exitCode).toBe(0);
    expect((await guard(['--severity', 'critical'], input)).stdout).toBe(input[0]);
    expect((await guard(['--exit-code', '0'], input)).exitCode).toBe(0);
    const folder = folderWith({ 'keepmum.toml': '[scan]\nskip = ["generic-password"]\n' });
    expect(await guard([], input, { cwd: folder })).toEqual({ exitCode: 0, stdout: input[0], stderr: '' });
  });
});

describe('what is wrong is told before a byte passes', () => {
  test.each([
    [['--flush-after', 'soon'], 2],
    [['--exit-code', '256'], 2],
    [['-f', 'xml'], 2],
    [['-o', 'no/such/folder/report'], 2],
    [['--env', 'NOT_SET'], 2],
    [['--values', 'none.txt'], 3],
    [['--config', 'none.toml'], 2],
    [['--only', 'no-such-rule'], 2],
  ])('%j', async (words, expected) => {
    const { exitCode, stdout, stderr } = await guard(words, ['text\n']);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^keepmum: error: /);
    expect(exitCode).toBe(expected);
  });

  test('a mask text that a secret could be completed with', async () => {
    const { exitCode, stdout } = await guard(['--env', 'ONE', '--mask-text', 'mill'], ['x\n'], {
      env: { ONE: 'wind-mill-77' },
    });
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});
