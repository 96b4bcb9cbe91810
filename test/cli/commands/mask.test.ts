import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MaskOptions, runMask } from '../../../src/cli/commands/mask.js';
import { streamOutput } from '../../../src/cli/output.js';
import { SecretValue } from '../../../src/core/secret-value.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-mask-'));
  writeFileSync(join(folder, 'values'), 'wind-mill-77\nwater-wheel\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(options: Partial<MaskOptions>, input: string, env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outputs = { stdout: streamOutput(stdout), stderr: streamOutput(stderr) };
  const world = { stdin: Readable.from([Buffer.from(input)]), ...outputs, env };
  const code = await runMask({ onHit: 'pass', shortSecrets: 'refuse', ...options }, world);
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test('values from a file', async () => {
  expect(await run({ values: join(folder, 'values') }, 'a wind-mill-77 and a water-wheel\n')).toEqual({
    code: 0,
    out: 'a *** and a ***\n',
    err: '',
  });
});

test('values of environment variables; an empty one hides nothing', async () => {
  const env = { A: 'wind-mill-77', EMPTY: '' };
  expect(await run({ env: ['A', 'EMPTY'] }, 'a wind-mill-77\n', env)).toEqual({ code: 0, out: 'a ***\n', err: '' });
});

test('values of references', async () => {
  const resolve = async (references: readonly string[]) =>
    references.map((reference) => new SecretValue(`value of ${reference}`));
  expect(await run({ references: ['env://X'], resolve }, 'it is value of env://X\n')).toMatchObject({
    out: 'it is ***\n',
  });
});

test('--fail-on-hit says what was masked, by number and form', async () => {
  const input = `wind-mill-77 ${Buffer.from('water-wheel').toString('hex')} wind-mill-77\n`;
  expect(await run({ values: join(folder, 'values'), onHit: 'fail' }, input)).toEqual({
    code: 1,
    out: '*** *** ***\n',
    err: 'keepmum: masked 3 occurrences (secret 1 as plain: 2, secret 2 as hex: 1)\n',
  });
  expect(await run({ values: join(folder, 'values'), onHit: 'fail' }, 'nothing\n')).toEqual({
    code: 0,
    out: 'nothing\n',
    err: '',
  });
});

test('another mask text', async () => {
  expect(await run({ values: join(folder, 'values'), maskText: '[gone]' }, 'a wind-mill-77\n')).toMatchObject({
    out: 'a [gone]\n',
  });
});

test('short secrets on request, with a warning', async () => {
  expect(await run({ env: ['A'], shortSecrets: 'mask' }, 'abc', { A: 'ab' })).toEqual({
    code: 0,
    out: '***c',
    err: 'keepmum: secret 1 is masked although it has 2 characters: the log will lose more than the secret\n',
  });
});

test.each([
  ['no secrets at all', {}, 'USAGE'],
  ['a variable that is not set', { env: ['MISSING'] }, 'USAGE'],
  ['references without a provider', { references: ['env://X'] }, 'USAGE'],
  ['a file that is not there', { values: '/nonexistent/values' }, 'PATH_NOT_FOUND'],
  ['a short secret', { env: ['SHORT'] }, 'REFUSED'],
  ['a mask text that completes a secret', { env: ['LONG'], maskText: '77' }, 'REFUSED'],
])('%s is an error and nothing is passed on', async (_, options, code) => {
  const running = run(options, 'text\n', { SHORT: 'ab', LONG: 'wind-mill-77' });
  await expect(running).rejects.toMatchObject({ name: 'KeepmumError', code });
  await expect(running).rejects.not.toThrow(/wind-mill-77/);
});

test('a reader that goes away early is no error', async () => {
  const stdout = new PassThrough();
  stdout.once('data', () => stdout.destroy());
  const stdin = Readable.from(Array.from({ length: 1000 }, () => Buffer.alloc(10_000, 'text ')));
  const code = await runMask(
    { onHit: 'pass', shortSecrets: 'refuse', env: ['A'] },
    { stdin, stdout: streamOutput(stdout), stderr: streamOutput(new PassThrough()), env: { A: 'wind-mill-77' } },
  );
  expect(code).toBe(0);
});
