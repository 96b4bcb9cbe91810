import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import type { World } from '../../../src/cli/world.js';
import { expandExample } from '../../../src/scan/rules/examples/expand-template.js';
import { folderWith } from '../../config/temporary-folder.js';
import { makeWorld } from '../test-world.js';

const TOKEN = expandExample({ text: '{{github:ghp_}}' }, 'scan.test').text;

async function scan(words: readonly string[], changes: Partial<World> = {}) {
  const { world, stdout, stderr } = makeWorld(changes);
  const exitCode = await runCli(['scan', ...words], world);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('a secret is never shown', () => {
  test.each(['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'csv', 'gitleaks'])(
    'in %s',
    async (format) => {
      const folder = folderWith({ 'a.env': `TOKEN=${TOKEN}\n` });
      const { exitCode, stdout } = await scan(['-f', format, folder]);
      expect(exitCode).toBe(1);
      expect(stdout).toContain('github-personal-access-token');
      expect(stdout).not.toContain(TOKEN);
      expect(stdout).not.toContain(TOKEN.slice(8));
    },
  );

  test('but with --reveal on a terminal', async () => {
    const folder = folderWith({ 'a.env': `TOKEN=${TOKEN}\n` });
    const audience = { stdout: 'terminal', stderr: 'other' } as const;
    expect((await scan(['--reveal', folder], { audience })).stdout).toContain(TOKEN);
    expect((await scan(['--reveal', folder], { audience, env: { CI: '1' } })).exitCode).toBe(2);
  });
});

describe('standard input', () => {
  test('is read where - stands', async () => {
    const stdin = Readable.from([Buffer.from(`a\nTOKEN=${TOKEN.slice(0, 12)}`), Buffer.from(`${TOKEN.slice(12)}\n`)]);
    const { exitCode, stdout } = await scan(['-f', 'json', '-'], { stdin });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).findings[0].occurrences[0]).toMatchObject({ line: 2, column: 7 });
  });

  test('is left alone where it does not', async () => {
    const stdin = new Readable({
      read() {
        throw new Error('read');
      },
    });
    expect((await scan([folderWith({ a: 'harmless' })], { stdin })).exitCode).toBe(0);
  });
});

test('findings in a scan that is also incomplete: 1, and both are told', async () => {
  const folder = folderWith({ 'a.env': `TOKEN=${TOKEN}\n` });
  const pipe = join(folder, 'a.env');
  const { exitCode, stdout, stderr } = await scan(['-f', 'json', pipe, '/dev/null']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).coverage).toMatchObject({ state: 'incomplete', missedCount: 1 });
  expect(stderr).toContain('keepmum: error: the scan is incomplete: 1 thing asked for was not read\n');
  expect(stderr).toContain('keepmum: hint: /dev/null is neither a file nor a folder');
});

test.runIf(process.getuid?.() !== 0)('an unreadable file alone: 3', async () => {
  const folder = folderWith({ 'a.env': 'harmless', 'b.env': 'harmless' });
  chmodSync(join(folder, 'b.env'), 0);
  expect((await scan([folder])).exitCode).toBe(3);
});

test('line hashes are made for SARIF and for nothing else', async () => {
  const folder = folderWith({ 'a.env': `TOKEN=${TOKEN}\n` });
  const file = join(folder, 'report.sarif');
  await scan(['-q', '--report', `sarif=${file}`, join(folder, 'a.env')]);
  const hashOf = (result: { partialFingerprints: Record<string, string> }) =>
    result.partialFingerprints.primaryLocationLineHash;
  expect(hashOf(JSON.parse(readFileSync(file, 'utf8')).runs[0].results[0])).toMatch(/^[0-9a-f]+:1$/);
});

describe('--verbose', () => {
  test('names the configuration', async () => {
    const folder = folderWith({ '.git/': '', 'keepmum.toml': '[scan]\njobs = 1\n', a: 'harmless' });
    const { stderr } = await scan(['-v', '-q', '.'], { cwd: folder });
    expect(stderr).toBe('keepmum: note: using keepmum.toml\n');
    expect((await scan(['-q', '.'], { cwd: folder })).stderr).toBe('');
  });
});

test('a time limit that is over makes the scan incomplete', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`f${index}.txt`, 'x = 1\n'.repeat(3000)]),
  );
  const { exitCode, stderr } = await scan(['-q', '--time-limit', '1ms', '--jobs', '1', folderWith(files)]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('raise --time-limit');
});
