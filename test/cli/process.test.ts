import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/temporary-folder.js';

const PROGRAM = resolve('dist/keepmum.cjs');
const keepmum = (...words: string[]): string =>
  [process.execPath, PROGRAM, ...words].map((word) => `'${word}'`).join(' ');

test('a reader that goes away is no error, and hides no finding', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `password${index} = "hK8#vQz2!mX${index}pL"\n`).join('');
  const folder = folderWith({ 'many.py': many });
  const script = `{ ${keepmum('scan', '-f', 'jsonl', folder)}; echo "exit $?" >&2; } | head -n 1 > /dev/null`;
  const { stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('exit 1\n');
});

describe('SIGINT', () => {
  async function interrupted(words: readonly string[], cwd: string): Promise<{ signal: string | null; took: number }> {
    const child = spawn(process.execPath, [PROGRAM, ...words], { cwd, stdio: ['pipe', 'ignore', 'inherit'] });
    const exited = once(child, 'exit');
    child.stdin.write('harmless text\n');
    await setTimeout(700);
    const started = performance.now();
    child.kill('SIGINT');
    const [, signal] = (await exited) as [number | null, string | null];
    return { signal, took: performance.now() - started };
  }

  test('ends a waiting scan at once, as a signal does, with no file left behind', async () => {
    const folder = folderWith({});
    const { signal, took } = await interrupted(['scan', '-', '-o', 'report.txt'], folder);
    expect(signal).toBe('SIGINT');
    expect(took).toBeLessThan(5000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is 130 to a shell', () => {
    const script = `${keepmum('scan', '-')} & child=$!; sleep 1; kill -INT $child; wait $child; echo "exit $?"`;
    const fifo = join(folderWith({}), 'input');
    spawnSync('mkfifo', [fifo]);
    // A shell without job control starts background children with SIGINT ignored, hence the job control.
    const { stdout } = spawnSync(
      'bash',
      ['-c', `set -m; ${script.replace(' & child', ` < '${fifo}' & exec 3> '${fifo}'; child`)}`],
      { encoding: 'utf8' },
    );
    expect(stdout).toContain('exit 130');
  });
});

test('a private file on standard output may be given secrets, an open one not', () => {
  const folder = folderWith({ 'a.txt': 'harmless' });
  const run = (mode: number): number | null => {
    const path = join(folder, `out-${mode}`);
    writeFileSync(path, '', { mode });
    const words = [PROGRAM, 'scan', '--reveal', join(folder, 'a.txt')];
    return spawnSync(process.execPath, words, { stdio: ['ignore', openSync(path, 'w'), 'ignore'] }).status;
  };
  expect(run(0o600)).toBe(0);
  expect(run(0o644)).toBe(2);
});
