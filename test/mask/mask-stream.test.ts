import { spawn } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { SecretValue } from '../../src/core/secret-value.js';
import { createMaskStream } from '../../src/mask/mask-stream.js';
import { SecretIndex } from '../../src/mask/secret-index.js';

test('bytes in, bytes out, secrets of every kind masked', async () => {
  const stream = createMaskStream(['wind-mill-77', Buffer.from([1, 2, 250, 251, 252]), new SecretValue('water-wheel')]);
  const input = Buffer.concat([
    Buffer.from('a wind-mill-77 '),
    Buffer.from([255, 1, 2, 250, 251, 252, 254]),
    Buffer.from(' water-wheel'),
  ]);
  const out = await buffer(Readable.from([input]).pipe(stream));
  expect(out).toEqual(
    Buffer.concat([
      Buffer.from('a *** '),
      Buffer.from([255]),
      Buffer.from('***'),
      Buffer.from([254]),
      Buffer.from(' ***'),
    ]),
  );
});

test('strings may be written too, and the stream may be empty', async () => {
  const stream = createMaskStream(['schl\u00fcssel']);
  stream.write('ein schl\u00fc');
  stream.end('ssel');
  expect(await text(stream)).toBe('ein ***');
  const empty = createMaskStream([]);
  empty.end();
  expect(await text(empty)).toBe('');
});

test('without secrets everything passes', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31) & 255));
  const out = await buffer(Readable.from([bytes]).pipe(createMaskStream([])));
  expect(out.equals(bytes)).toBe(true);
});

test('addSecret and hits', async () => {
  const stream = createMaskStream(['wind-mill-77']);
  stream.write('water-wheel wind-mill-77\n');
  stream.addSecret('water-wheel');
  stream.end('water-wheel\n');
  expect(await text(stream)).toBe('water-wheel ***\n***\n');
  expect(stream.hits()).toEqual([
    { secret: 0, form: 'plain', count: 1 },
    { secret: 1, form: 'plain', count: 1 },
  ]);
});

describe('what is refused', () => {
  test.each(['', '  \n', 'abc', 'true', 'TRUE', 'localhost', '-----', 'x x x', '\u{1f600}\u{1f601}'])(
    '%j as a secret',
    (secret) => {
      expect(() => createMaskStream(['good-secret', secret])).toThrow(
        expect.objectContaining({ code: 'REFUSED', message: expect.stringContaining('secret 2') }),
      );
      expect(() => createMaskStream([]).addSecret(secret)).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    },
  );

  test('the error never shows the value', () => {
    expect(() => createMaskStream(['q7!'])).toThrow(/^cannot mask secret 1: it has 3 characters, expected at least 4/);
    expect(() => createMaskStream(['q7!'])).not.toThrow(/q7!/);
  });

  test('short secrets are masked on request, with a warning that says why', async () => {
    const warnings: string[] = [];
    const stream = createMaskStream(['ab'], { shortSecrets: 'mask', onWarning: (message) => warnings.push(message) });
    stream.end('cab abc');
    expect(await text(stream)).toBe('c*** ***c');
    expect(warnings).toEqual([
      'secret 1 is masked although it has 2 characters: the log will lose more than the secret',
    ]);
  });

  test.each(['', ' ', 'x', '-77', '77!', '!win', 'mill', 'a-wind-mill-77-b', '7'])(
    '%j as the mask text, for a secret could be completed with it',
    (maskText) => {
      const secrets = ['wind-mill-77', 'x-marks-the-spot'];
      expect(() => createMaskStream(secrets, { maskText })).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    },
  );

  test('another mask text is fine', async () => {
    const stream = createMaskStream(['wind-mill-77'], { maskText: '[hidden]' });
    stream.end('a wind-mill-77');
    expect(await text(stream)).toBe('a [hidden]');
  });
});

test('a mask text that becomes unsafe while running is changed, with a warning', async () => {
  const warnings: string[] = [];
  const stream = createMaskStream(['wind-mill-77'], {
    maskText: '[x]',
    onWarning: (message) => warnings.push(message),
  });
  stream.write('wind-mill-77 ');
  stream.addSecret(']-bracket-[');
  stream.write('wind-mill-77 ]-bracket-[ ');
  stream.end();
  expect(await text(stream)).toBe('[x] *** *** ');
  expect(warnings).toEqual([expect.stringContaining('the mask text is another one')]);
});

test('when no mask text is safe any more, the stream fails and gives nothing out', async () => {
  const stream = createMaskStream(['wind-mill-77']);
  stream.write('wind-mill-77 ');
  stream.addSecret('*** [masked] <hidden> ##### ~~~~~ \u2588\u2588\u2588 {{ }}');
  stream.end('wind-mill-77');
  await expect(text(stream)).rejects.toMatchObject({ code: 'REFUSED' });
});

describe('pauses', () => {
  test('without flushAfter the end of a prompt may wait; with it everything harmless comes', async () => {
    const stream = createMaskStream(['wind-mill-77'], { flushAfter: 20 });
    const seen: string[] = [];
    stream.on('data', (bytes: Buffer) => seen.push(bytes.toString()));
    stream.write('name: wi');
    await sleep(150);
    expect(seen.join('')).toBe('name: wi');
    stream.write('nd-mill');
    await sleep(150);
    expect(seen.join('')).toBe('name: wi');
    stream.end('-77');
    await sleep(50);
    expect(seen.join('')).toBe('name: wi***');
  });

  test('a destroyed stream leaves no timer behind', () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const stream = createMaskStream(['wind-mill-77'], { flushAfter: 60_000 });
    stream.write('wind');
    expect(timers()).toBe(before + 1);
    stream.destroy();
    expect(timers()).toBe(before);
  });
});

test('stdout and stderr of one command share what they learn', async () => {
  const index = new SecretIndex();
  index.add('wind-mill-77');
  const child = spawn('sh', ['-c', 'echo ::add-mask::fresh-value; sleep 0.2; echo wind-mill-77 fresh-value >&2'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [createMaskStream(index), createMaskStream(index)];
  const both = await Promise.all([text(child.stdout.pipe(out)), text(child.stderr.pipe(err))]);
  expect(both).toEqual(['::add-mask::***\n', '*** ***\n']);
});

test('a slow reader slows the writer down', async () => {
  const stream = createMaskStream(['wind-mill-77']);
  const slow = new PassThrough({ highWaterMark: 1024 });
  let produced = 0;
  const source = new Readable({
    read() {
      produced++;
      this.push(produced > 1000 ? null : Buffer.alloc(16_384, 'log text '));
    },
  });
  const done = pipeline(source, stream, slow);
  await sleep(100);
  expect(produced).toBeLessThan(20);
  slow.resume();
  await done;
  expect(produced).toBe(1001);
});
