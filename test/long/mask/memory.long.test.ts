import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMaskStream } from '../../../src/mask/mask-stream.js';

const SECRET = 'wind-mill-77-and-more';

function writer(bytes: number) {
  return spawn('sh', ['-c', `yes 'a line of log text with ${SECRET} in it, wind-mill, and more' | head -c ${bytes}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function measuring(): { memory: () => number } {
  const start = process.memoryUsage.rss();
  return { memory: () => (process.memoryUsage.rss() - start) / 1e6 };
}

test('2 GB through a real pipe: memory stays flat', { timeout: 600_000 }, async () => {
  const stream = createMaskStream([SECRET]);
  const { memory } = measuring();
  let most = 0;
  let received = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      most = Math.max(most, memory());
      done();
    },
  });
  await pipeline(writer(2e9).stdout, stream, sink);
  expect(received).toBeGreaterThan(1e9);
  expect(stream.hits()[0]?.count).toBeGreaterThan(27_000_000);
  expect(most).toBeLessThan(200);
});

test('a reader that takes a chunk every 5 ms blocks the writer, and nothing piles up', {
  timeout: 120_000,
}, async () => {
  const child = writer(1e9);
  const stream = createMaskStream([SECRET]);
  const { memory } = measuring();
  let received = 0;
  const slow = new Writable({
    highWaterMark: 16_384,
    write(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      setTimeout(done, 5);
    },
  });
  child.stdout.pipe(stream).pipe(slow);
  await sleep(5000);
  const bytesRead = stream.hits()[0]?.count ?? 0;
  // Had the writer not been blocked, it would be done long ago.
  expect(child.exitCode).toBeNull();
  expect(bytesRead * 70).toBeLessThan(received * 2 + 1e6);
  expect(memory()).toBeLessThan(100);
  child.stdout.destroy();
  child.kill();
});
