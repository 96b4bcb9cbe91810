import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type FirstStage, GuardStream } from '../../src/guard/guard-stream.js';
import { Masker } from '../../src/mask/masker.js';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { MASK, makeLiveText } from './guarded.js';

const token = githubToken(4);

function makeStream(hold: number | undefined, ...known: readonly string[]): GuardStream {
  const secrets = new SecretIndex({ maskText: MASK });
  for (const secret of known) secrets.add(secret);
  return new GuardStream(new Masker(secrets), makeLiveText(), hold);
}

/** A first stage that fails at the given call. */
function failing(at: 'write' | 'release' | 'end'): FirstStage {
  const fail = () => {
    throw new Error(`no ${at}`);
  };
  const stage: FirstStage = { held: 1, write: (chunk) => [chunk], release: () => [], end: () => [] };
  return { ...stage, [at]: fail };
}

describe('a guarded stream', () => {
  it('gives out the same however its input comes', async () => {
    const whole = `one ${token} two wind-mill-77 ${'three '.repeat(1000)}${token}\n`;
    const expected = whole.replaceAll(token, MASK).replace('wind-mill-77', MASK);
    for (const size of [1, 7, 100, 4096, whole.length]) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        Buffer.from(whole.slice(at * size, (at + 1) * size)),
      );
      expect(await text(Readable.from(chunks).pipe(makeStream(undefined, 'wind-mill-77')))).toBe(expected);
    }
  });

  it('takes strings too', async () => {
    const stream = makeStream(undefined);
    stream.write('schlüssel ');
    stream.end(token);
    expect(await text(stream)).toBe(`schlüssel ${MASK}`);
  });

  it('masks a credential that comes out of the masker in pieces', async () => {
    const stream = makeStream(undefined, 'wind-mill-77');
    // The end of the first piece could begin the known secret, so the masker holds it back.
    stream.write(`a ${token.slice(0, 10)}`);
    stream.write(`${token.slice(10)} wind-`);
    stream.end('fall');
    expect(await text(stream)).toBe(`a ${MASK} wind-fall`);
  });

  it('waits for its reader', async () => {
    const stream = makeStream(1);
    let taken = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.length;
        setImmediate(done);
      },
    });
    const block = Buffer.alloc(64 * 1024, 'quiet words\n');
    await pipeline(Readable.from(Array.from({ length: 50 }, () => block)), stream, slow);
    expect(taken).toBe(50 * block.length);
  });
});

describe('what fails', () => {
  it.each(['write', 'end'] as const)('in %s ends the stream, and nothing more is out', async (at) => {
    const stream = new GuardStream(failing(at), makeLiveText(), undefined);
    const out: Buffer[] = [];
    stream.on('data', (piece: Buffer) => out.push(piece));
    stream.end('some text');
    const [error] = (await once(stream, 'error')) as [Error];
    expect(error.message).toBe(`no ${at}`);
    expect(out).toEqual([]);
  });

  it('in a pause ends the stream too', async () => {
    const stream = new GuardStream(failing('release'), makeLiveText(), 1);
    stream.write('some text');
    const [error] = (await once(stream, 'error')) as [Error];
    expect(error.message).toBe('no release');
    expect(stream.destroyed).toBe(true);
  });

  it('leaves no timer behind: nothing comes after it was destroyed', async () => {
    const stream = makeStream(1);
    const out: Buffer[] = [];
    stream.on('data', (piece: Buffer) => out.push(piece));
    stream.write(`login ${token.slice(0, 12)}`);
    stream.destroy();
    await sleep(20);
    expect(out).toEqual([]);
  });
});
