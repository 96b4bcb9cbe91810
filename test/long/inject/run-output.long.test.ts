import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeUp } from '../../inject/child/made-up-secret.js';
import { peakOf } from '../scan/measured.js';

const PROGRAM = resolve('dist/keepmum.cjs');
const SECRET = madeUp('run-output');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-run-output-'));
  writeFileSync(join(folder, 'secret'), SECRET);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a line of shell through keepmum; what comes out is hashed, and read slowly if asked for. */
async function through(script: string, pace: 'fast' | 'slow') {
  const words = ['run', '-e', 'TOKEN=file://secret', '--sweep', 'off', '--guard', 'off', '--', 'sh', '-c', script];
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const hash = createHash('sha256');
  let bytes = 0;
  let pauses = 0;
  let memory = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    memory = Math.max(memory, peakOf(child.pid ?? 0));
    if (pace === 'slow' && bytes > pauses * 10_000_000) {
      pauses++;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  return { code: await ended, bytes, memory, hash: hash.digest('hex') };
}

test.each(['fast', 'slow'] as const)(
  '1 GB comes out as it went in, for a %s reader, and memory stays flat',
  async (pace) => {
    const hash = createHash('sha256');
    let expected = 0;
    const plain = spawn('sh', ['-c', 'seq 112000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const chunk of plain.stdout as AsyncIterable<Buffer>) {
      hash.update(chunk);
      expected += chunk.length;
    }
    const result = await through('seq 112000000', pace);
    expect(result).toMatchObject({ code: 0, bytes: expected, hash: hash.digest('hex') });
    expect(expected).toBeGreaterThan(990_000_000);
    expect(result.memory).toBeLessThan(300_000_000);
  },
);

test('1 GB full of secrets, and none of them comes out', async () => {
  const words = ['run', '-e', 'TOKEN=file://secret', '--sweep', 'off', '--guard', 'off', '--', 'sh', '-c'];
  const script = 'yes "a line of a log with $TOKEN in it and some more words behind it" | head -c 1000000000';
  const child = spawn(process.execPath, [PROGRAM, ...words, script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let tail = '';
  let masks = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const text = tail + chunk.toString('latin1');
    expect(text.includes(SECRET)).toBe(false);
    masks += text.split('***').length - 1;
    // A mask that is cut is counted with the next chunk.
    tail = text.slice(-2);
  }
  expect(masks).toBeGreaterThan(10_000_000);
});
