import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { descriptorOutput, type Output, streamOutput } from '../../src/cli/output.js';

const writing = (output: Output, text: string): Promise<unknown> =>
  new Promise((resolve) => output.write(text, (error) => resolve(error ?? 'written')));

describe('a descriptor', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepmum-output-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('takes text without its stream', async () => {
    const file = join(folder, 'out');
    const descriptor = openSync(file, 'w');
    const output = descriptorOutput(descriptor, () => {
      throw new Error('opened');
    });
    expect(await writing(output, 'é first\n')).toBe('written');
    output.write('second\n');
    closeSync(descriptor);
    expect(readFileSync(file, 'utf8')).toBe('é first\nsecond\n');
  });

  test('whose stream was asked for is written to through it, so that the order stays', async () => {
    const stream = new PassThrough();
    let opened = 0;
    const output = descriptorOutput(-1, () => {
      opened++;
      return stream;
    });
    expect(output.stream).toBe(stream);
    expect(await writing(output, 'text')).toBe('written');
    expect(output.stream).toBe(stream);
    expect([String(stream.read()), opened]).toEqual(['text', 1]);
  });

  test('says why it takes nothing', async () => {
    const descriptor = openSync(join(folder, 'out'), 'w');
    closeSync(descriptor);
    expect(
      await writing(
        descriptorOutput(descriptor, () => new PassThrough()),
        'x',
      ),
    ).toMatchObject({ code: 'EBADF' });
  });

  test.skipIf(process.platform === 'win32')('that is full gets the rest through its stream', async () => {
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    // Both ends at once: a pipe that nobody reads takes 64 KB or so.
    const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const rest = new PassThrough();
    const text = `${'é'.repeat(100_000)}.`;
    const received: Buffer[] = [];
    rest.on('data', (chunk: Buffer) => received.push(chunk));
    expect(
      await writing(
        descriptorOutput(descriptor, () => rest),
        text,
      ),
    ).toBe('written');
    const taken = Buffer.alloc(1_000_000);
    const count = readSync(descriptor, taken);
    closeSync(descriptor);
    expect(received.length).toBeGreaterThan(0);
    expect(Buffer.concat([taken.subarray(0, count), ...received]).toString()).toBe(text);
  });
});

describe('a stream', () => {
  test('whose reader is gone ends nothing but the writing', async () => {
    const stream = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    expect(await writing(streamOutput(stream), 'x')).toMatchObject({ code: 'EPIPE' });
    await new Promise(setImmediate);
    expect(stream.errored).toMatchObject({ code: 'EPIPE' });
  });

  test('is not listened to for ever', async () => {
    const stream = new PassThrough();
    const before = stream.listenerCount('error');
    for (let i = 0; i < 20; i++) await writing(streamOutput(stream), 'x');
    expect(stream.listenerCount('error')).toBe(before);
  });
});
