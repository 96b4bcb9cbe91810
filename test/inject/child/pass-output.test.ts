import { PassThrough, Transform, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { streamSource } from '../../../src/inject/child/byte-source.js';
import { OutputPassage } from '../../../src/inject/child/pass-output.js';
import { Masker } from '../../../src/mask/masker.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { madeUp } from './made-up-secret.js';

const SECRET = madeUp('pass-output');

/** Takes its time for each piece, and reads it only then. */
function slowTarget(): { target: Writable; text: () => string } {
  const pieces: string[] = [];
  const target = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      setTimeout(() => {
        pieces.push(chunk.toString());
        done();
      }, 1);
    },
  });
  return { target, text: () => pieces.join('') };
}

function passage(target: Writable, changes: { between?: Transform; flushAfter?: number } = {}) {
  const secrets = new SecretIndex();
  secrets.add(SECRET);
  const source = new PassThrough();
  const { between, ...others } = changes;
  const stages = { masker: new Masker(secrets), between, ...others };
  return { source, secrets, passing: new OutputPassage(streamSource(source), stages, target) };
}

const never = new Promise<void>(() => undefined);
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a reader that takes its time', () => {
  test('gets everything, masked, in order, and holds the writer up', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target);
    for (let line = 0; line < 50; line++) source.write(`${line} ${SECRET.slice(0, 6)}`);
    expect(target.writableLength).toBeLessThan(100);
    for (let line = 0; line < 50; line++) source.write(`${SECRET}\n`);
    source.end();
    await passing.done;
    const head = Array.from({ length: 50 }, (_, line) => `${line} ${SECRET.slice(0, 6)}`).join('');
    expect(text()).toBe(`${head}${'***\n'.repeat(50)}`);
  });

  test('may have something of another writer before it: what is held back then goes on all the same', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target);
    target.write('note\n');
    source.write(SECRET.slice(0, 6));
    await turn();
    source.write(`${SECRET.slice(6)}\n`);
    target.write('note\n');
    source.end('end\n');
    await passing.done;
    expect(text().replaceAll('note\n', '')).toBe('***\nend\n');
  });

  test('gets the rest, too, when nobody waits for the writer any longer', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target);
    source.write(`one ${SECRET.slice(0, 4)}`);
    await passing.finish(never);
    expect(text()).toBe(`one ${SECRET.slice(0, 4)}`);
    expect(source.destroyed).toBe(true);
  });
});

describe('the end', () => {
  test('of the source is the end of the passage, of the target not', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target);
    source.end(`a ${SECRET} b`);
    await passing.done;
    expect(text()).toBe('a *** b');
    expect(target.writableEnded).toBe(false);
    expect(target.listenerCount('error')).toBe(0);
  });

  test('without a byte', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target);
    source.end();
    await passing.done;
    expect(text()).toBe('');
  });

  test('of the target ends the reading, and is no failure', async () => {
    const { target } = slowTarget();
    const { source, passing } = passage(target);
    source.write('one');
    target.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    await passing.done;
    expect(source.destroyed).toBe(true);
  });

  test('is a failure if the target has one', async () => {
    const target = new Writable({ autoDestroy: false, write: (_chunk, _encoding, done) => done(new Error('full')) });
    const { source, passing } = passage(target);
    source.write('one');
    await expect(passing.done).rejects.toThrow('full');
    expect(source.destroyed).toBe(true);
  });

  test('is a failure if masking has one: nothing of it goes out', async () => {
    const { target, text } = slowTarget();
    const { source, secrets, passing } = passage(target);
    secrets.maskText = () => {
      throw new Error('cannot mask');
    };
    source.write('one two three four');
    await expect(passing.done).rejects.toThrow('cannot mask');
    expect(text()).toBe('');
  });
});

describe('a stage behind the mask', () => {
  const upper = () =>
    new Transform({
      transform: (chunk: Buffer, _encoding, done) => done(null, chunk.toString().toUpperCase()),
      flush: (done) => done(null, ' FLUSHED'),
    });

  test('sees what is masked, and its own end too', async () => {
    const { target, text } = slowTarget();
    const { source, passing } = passage(target, { between: upper() });
    for (let line = 0; line < 50; line++) source.write(`line ${SECRET}\n`);
    source.end();
    await passing.done;
    // What the target has is its own to write.
    while (target.writableLength > 0) await turn();
    expect(text()).toBe(`${'LINE ***\n'.repeat(50)} FLUSHED`);
  });

  test('is ended when the target is gone', async () => {
    const { target } = slowTarget();
    const between = upper();
    const { source, passing } = passage(target, { between });
    source.write('one');
    target.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    await passing.done;
    expect(between.destroyed).toBe(true);
  });
});

test('a pause lets a question out that could be the start of a secret, if asked for', async () => {
  const { target, text } = slowTarget();
  const { source, passing } = passage(target, { flushAfter: 1 });
  source.write(SECRET.slice(0, 3));
  while (text() === '') await turn();
  expect(text()).toBe(SECRET.slice(0, 3));
  source.end();
  await passing.done;
});
