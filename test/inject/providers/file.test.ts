import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileProvider } from '../../../src/inject/providers/file.js';
import type { SecretAnswer } from '../../../src/inject/providers/provider.js';
import { readAll } from './read-all.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-file-'));
  mkdirSync(join(folder, 'sub'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function contentOf(bytes: string | Uint8Array): Promise<Uint8Array | undefined> {
  writeFileSync(join(folder, 'value'), bytes);
  const [outcome] = await fileProvider(folder).read(
    [{ store: 'file', path: 'value', options: {} }],
    new AbortController().signal,
  );
  return (outcome as { answer: SecretAnswer }).answer.whole?.reveal();
}

describe('file://', () => {
  test.each([
    ['made-up', 'made-up'],
    ['made-up\n', 'made-up'],
    ['made-up\r\n', 'made-up'],
    ['made-up\n\n', 'made-up\n'],
    [' made\nup ', ' made\nup '],
    ['\n', ''],
    ['\r', '\r'],
    ['', ''],
  ])('%j is %j', async (written, read) => {
    expect(Buffer.from((await contentOf(written)) ?? []).toString()).toBe(read);
  });

  test('keeps bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await contentOf(bytes)).toEqual(bytes);
  });

  test('begins relative paths at the folder, and takes absolute ones', async () => {
    writeFileSync(join(folder, 'sub', 'token'), 'made-up-1\n');
    writeFileSync(join(folder, 'pair.json'), '{\n  "user": "ann"\n}\n');
    const references = [
      'file://sub/token',
      'file://./sub/token',
      `file://${join(folder, 'sub/token')}`,
      'file://pair.json',
    ];
    expect(await readAll(fileProvider(folder), references)).toMatchObject([
      { whole: 'made-up-1' },
      { whole: 'made-up-1' },
      { whole: 'made-up-1' },
      { fields: { user: 'ann' } },
    ]);
  });

  test('says which files are not there, and reads the others', async () => {
    writeFileSync(join(folder, 'there'), 'made-up-2');
    const answers = await readAll(fileProvider(folder), ['file://none', 'file://there', 'file://sub']);
    expect(answers.map(({ whole, error }) => error?.message ?? whole)).toEqual([
      'cannot read "file://none": ENOENT',
      'made-up-2',
      'cannot read "file://sub": EISDIR',
    ]);
    expect(answers[0]?.error?.hints).toEqual([`a relative path begins at ${folder}`]);
  });

  test('takes no file for a secret that is larger than any, and reads no more of it', async () => {
    writeFileSync(join(folder, 'huge'), '');
    truncateSync(join(folder, 'huge'), 2 ** 40);
    const [answer] = await readAll(fileProvider(folder), ['file://huge']);
    expect(answer?.error?.message).toBe('cannot read "file://huge": more than 16 MiB, expected a secret');
  });

  test('stops when it is told to', async () => {
    const reason = new Error('stop');
    await expect(readAll(fileProvider(folder), ['file://value'], AbortSignal.abort(reason))).rejects.toThrow();
  });
});
