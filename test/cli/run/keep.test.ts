import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { folderWith } from '../../config/temporary-folder.js';
import { makeWorld } from '../test-world.js';

const VALUE = ['made', 'up', 'value', '20'].join('-');

async function keepmum(...words: readonly string[]) {
  const cwd = folderWith({});
  const { world, stdout, stderr } = makeWorld({
    cwd,
    env: { PATH: process.env.PATH, STORED: VALUE, KEEPMUM_STATE: cwd },
  });
  return { code: await runCli(words, world), cwd, stdout: stdout(), stderr: stderr() };
}

describe('run --keep', () => {
  test('exports, and has nothing to keep of a store that lends nothing', async () => {
    const { code, cwd, stderr } = await keepmum('run', '-e', 'A=env://STORED', '--export', 'json=out.json', '--keep');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toEqual({ A: VALUE });
    expect(readdirSync(cwd)).toEqual(['out.json']);
  });

  test.each([
    [['--', 'true'], 'cannot use "--keep": found a command, expected an export alone'],
    [['--export', 'json=out.json', '--journal', 'off'], 'cannot use "--keep" with "--journal off"'],
  ])('refuses what nobody could take back: %j', async (words, message) => {
    const { code, stderr } = await keepmum('run', '-e', 'A=env://STORED', '--keep', ...words);
    expect(code).toBe(125);
    expect(stderr).toContain(message);
  });
});

test('reap --kept has nothing to do where nothing was kept', async () => {
  const { code, stdout } = await keepmum('reap', '--kept');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing was left behind\n' });
});
