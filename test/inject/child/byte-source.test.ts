import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ByteSource } from '../../../src/inject/child/byte-source.js';
import { makePipes } from '../../../src/inject/child/make-pipes.js';

/** What `seq` writes through a pipe of ours, if the reader pauses after every piece and looks at it only then. */
async function readSlowly(last: number): Promise<string> {
  const [pipe] = (await makePipes(1)) ?? [];
  if (pipe === undefined) throw new Error('there is no mkfifo here');
  spawn('seq', [`${last}`], { stdio: ['ignore', pipe.input, 'inherit'] });
  closeSync(pipe.input);
  return collect(pipe.output);
}

function collect(source: ByteSource): Promise<string> {
  const pieces: string[] = [];
  return new Promise((resolve) => {
    source.start({
      take(bytes, room) {
        setImmediate(() => {
          pieces.push(Buffer.from(bytes).toString());
          // What may be overwritten is no part of any piece.
          new Uint8Array(bytes.buffer, bytes.byteOffset - room, room).fill(0);
          source.resume();
        });
        return 'pause';
      },
      end: () => {
        source.close();
        resolve(pieces.join(''));
      },
    });
  });
}

test('a piece stays as it is until the reader goes on, and nothing is lost', async () => {
  const expected = Array.from({ length: 200_000 }, (_, index) => `${index + 1}\n`).join('');
  expect((await readSlowly(200_000)) === expected).toBe(true);
});

test('nothing comes after it was closed', async () => {
  const [pipe] = (await makePipes(1)) ?? [];
  if (pipe === undefined) throw new Error('there is no mkfifo here');
  const yes = spawn('yes', [], { stdio: ['ignore', pipe.input, 'ignore'] });
  closeSync(pipe.input);
  let pieces = 0;
  pipe.output.start({
    take() {
      pieces++;
      pipe.output.close();
      return 'pause';
    },
    end: () => pieces++,
  });
  const [, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    yes.once('exit', (code, name) => resolve([code, name]));
  });
  expect(signal).toBe('SIGPIPE');
  expect(pieces).toBe(1);
});
