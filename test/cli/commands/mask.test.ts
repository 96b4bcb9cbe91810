import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { referencesIn } from '../../../src/cli/commands/known-secrets.js';
import { type MaskOptions, runMask } from '../../../src/cli/commands/mask.js';
import { streamOutput } from '../../../src/cli/output.js';
import { makeWorld } from '../test-world.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-mask-'));
  writeFileSync(join(folder, 'values'), 'wind-mill-77\nwater-wheel\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(options: Partial<MaskOptions>, input: string, env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outputs = { stdout: streamOutput(stdout), stderr: streamOutput(stderr) };
  const { world } = makeWorld({ stdin: Readable.from([Buffer.from(input)]), ...outputs, env, cwd: folder });
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

test('values of references: one key, or all of them', async () => {
  writeFileSync(join(folder, 'pair.json'), '{"user":"ann-made-up","password":"water-wheel"}');
  writeFileSync(join(folder, 'keepmum.toml'), '[secrets.exec.mill]\ncommand = ["echo", "mill-{path}"]');
  const references = ['env://X#key', 'file://pair.json#password', 'exec://mill/stone'];
  const env = { X: '{"key":"wind-mill-77","other":"not-masked"}', PATH: process.env.PATH ?? '' };
  const input = 'wind-mill-77 not-masked ann-made-up water-wheel mill-stone\n';
  expect((await run({ references }, input, env)).out).toBe('*** not-masked ann-made-up *** ***\n');
});

test('references that cannot be read are all told, and nothing is passed on', async () => {
  const references = ['env://X', 'file://none', 'aws-sm://', 'env://Y'];
  await expect(run({ references: references.slice(0, 2) }, 'text')).rejects.toMatchObject({
    message: 'cannot read all references: 2 problems',
    problems: [{ code: 'SECRET_NOT_FOUND' }, { code: 'SECRET_NOT_FOUND' }],
  });
  await expect(run({ references }, 'text')).rejects.toMatchObject({ code: 'REFERENCE_INVALID' });
});

test('several references may be joined by commas, and hold some', () => {
  expect(referencesIn(['vault://kv/a,b?x=1,2#c,aws-sm://d', 'env://E'])).toEqual([
    'vault://kv/a,b?x=1,2#c',
    'aws-sm://d',
    'env://E',
  ]);
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
  ['what is no reference', { references: ['wind-mill-77'] }, 'REFERENCE_INVALID'],
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
    makeWorld({ stdin, stdout: streamOutput(stdout), env: { A: 'wind-mill-77' } }).world,
  );
  expect(code).toBe(0);
});
