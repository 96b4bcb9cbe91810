import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { SEVERITIES } from '../../../src/scan/rules/rule.js';
import { folderWith } from '../../config/temporary-folder.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { makeWorld } from '../test-world.js';

async function rules(...words: readonly string[]) {
  const { world, stdout, stderr } = makeWorld({ cwd: folderWith({ '.git/': '' }) });
  const exitCode = await runCli(['rules', ...words], world);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('list', () => {
  test('has one line a rule, in three formats', async () => {
    const ids = (await rules('list', '-f', 'ids')).stdout.trimEnd().split('\n');
    const lines = (await rules('list')).stdout.trimEnd().split('\n');
    const rows = JSON.parse((await rules('list', '-f', 'json')).stdout) as { id: string; advice: string }[];
    expect(ids.length).toBeGreaterThan(80);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ids);
    expect(rows.map((row) => row.id)).toEqual(ids);
    for (const row of rows) expect(row.advice, row.id).not.toBe('');
  });

  test('severities part the rules', async () => {
    const count = async (...words: string[]) =>
      (await rules('list', '-f', 'ids', ...words)).stdout.split('\n').length - 1;
    const counts = await Promise.all(SEVERITIES.map((severity) => count('--severity', severity)));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(await count());
  });

  test('filters join', async () => {
    const { stdout } = await rules('list', '-f', 'json', '--issuer', 'GitHub', '--severity', 'critical');
    const rows = JSON.parse(stdout) as { issuer: string; severity: string; tags: string[] }[];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ issuer: 'github', severity: 'critical' });
    const [tag = ''] = rows[0]?.tags ?? [];
    const tagged = JSON.parse((await rules('list', '-f', 'json', '--tag', tag)).stdout) as { tags: string[] }[];
    for (const row of tagged) expect(row.tags).toContain(tag);
  });
});

describe('explain', () => {
  test('every rule can be explained, in lines that fit', async () => {
    const ids = (await rules('list', '-f', 'ids')).stdout.trimEnd().split('\n');
    for (const id of ids.filter((_, index) => index % 25 === 0)) {
      const { exitCode, stdout } = await rules('explain', id);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`(${id})`);
      expect(stdout).toContain('severity');
      expect(stdout).toContain('then');
    }
  });

  test('wants exactly one', async () => {
    expect((await rules('explain')).stderr).toContain('RULE is missing');
    expect((await rules('explain', 'a', 'b')).stderr).toContain('"b" is one word too many, expected at most 1 RULE');
  });
});

describe('bench', () => {
  async function bench(files: Readonly<Record<string, string>>, ...words: string[]) {
    const folder = folderWith(files);
    const { stdout } = await rules('bench', '--format', 'json', ...words, folder);
    return JSON.parse(stdout) as { files: number; bytes: number; rules: Record<string, number | string>[] };
  }

  test('counts what each rule met, tried and found', async () => {
    const token = githubToken(4);
    const {
      files,
      bytes,
      rules: costs,
    } = await bench({ 'a.txt': `${token}\n`, 'b.txt': 'ghp_short\n', 'c.bin': '\0\0' });
    expect({ files, bytes }).toEqual({ files: 2, bytes: token.length + 11 });
    const cost = costs.find(({ rule }) => rule === 'github-personal-access-token');
    expect(cost).toMatchObject({ hits: 2, tried: 1, matched: 1, found: 1 });
  });

  test('counts the generic rules as one', async () => {
    const { rules: costs } = await bench({ 'a.py': `password = "${base62('bench', 14)}"\ntoken = next()\n` });
    expect(costs.find(({ rule }) => rule === 'generic assignments')).toMatchObject({ hits: 2, matched: 1, found: 1 });
  });

  test('shows as many as are wanted', async () => {
    const { rules: costs } = await bench({ 'a.txt': 'password token secret ghp_ AKIA https://x' }, '--top', '2');
    expect(costs).toHaveLength(2);
    expect((await rules('bench', '--top', 'x')).exitCode).toBe(2);
  });
});
