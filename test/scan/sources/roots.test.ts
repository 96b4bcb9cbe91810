import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { emptyFolder, filesIn, place, plant, repository, walkAll } from './tree.js';

async function refusal(path: string): Promise<KeepmumError> {
  const thrown = await walkAll([path]).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(KeepmumError);
  return thrown as KeepmumError;
}

async function paths(...typed: string[]): Promise<string[]> {
  return (await walkAll(typed)).map((event) => ('path' in event ? event.path : event.message)).sort();
}

describe('a path that is not there', () => {
  test('is refused, with the nearest name', async () => {
    const folder = emptyFolder();
    plant(folder, { 'source/index.ts': '' });
    const error = await refusal(join(folder, 'sourec'));
    expect(error.code).toBe('PATH_NOT_FOUND');
    expect(error.message).toBe(`cannot scan "${folder}/sourec": found nothing there, expected a file or folder`);
    expect(error.hints).toEqual([`did you mean "${folder}/source"?`]);
  });

  test.each([
    ['sourec/index.ts', 'source'],
    ['source/indx.ts', 'source/index.ts'],
    ['source/index.ts/more', 'source/index.ts'],
    ['entirely/elsewhere', undefined],
    ['a\0b', undefined],
    ['x'.repeat(300), undefined],
  ])('%j makes one think of %j', async (typed, hint) => {
    const folder = emptyFolder();
    plant(folder, { 'source/index.ts': '', 'zzz/z': '' });
    const error = await refusal(join(folder, typed));
    expect(error.code).toBe('PATH_NOT_FOUND');
    expect(error.hints).toEqual(hint === undefined ? [] : [`did you mean "${folder}/${hint}"?`]);
  });

  test('stops the scan before anything else is walked', async () => {
    const folder = emptyFolder();
    plant(folder, { a: '' });
    const error = await walkAll([folder, join(folder, 'nothing')]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'PATH_NOT_FOUND' });
  });

  test.each(['nowhere', 'link'])('a link to %j says so', async (target) => {
    const folder = emptyFolder();
    symlinkSync(target, join(folder, 'link'));
    expect((await refusal(join(folder, 'link'))).message).toContain('found a symbolic link that leads nowhere');
  });
});

test('a link that was asked for is followed, those below it are not', async () => {
  const folder = emptyFolder();
  plant(folder, { 'real/a': '', 'real/sub/b': '' });
  symlinkSync('real', join(folder, 'link'));
  symlinkSync('sub', join(folder, 'real/inner'));
  symlinkSync('real/a', join(folder, 'filelink'));
  expect(await filesIn(join(folder, 'link'))).toEqual(['a', 'sub/b']);
  expect(await walkAll([join(folder, 'filelink')])).toEqual([{ kind: 'file', path: place(folder, 'filelink') }]);
});

test('a link to a folder of a work tree honours what is ignored there', async () => {
  const folder = repository({ '.gitignore': '*.log', 'src/a': '', 'src/b.log': '' });
  const elsewhere = emptyFolder();
  symlinkSync(join(folder, 'src'), join(elsewhere, 'link'));
  expect(await filesIn(join(elsewhere, 'link'))).toEqual(['a']);
});

test('a pipe that was asked for is missed, and nothing waits for it', async () => {
  const folder = emptyFolder();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await walkAll([join(folder, 'pipe')])).toEqual([
    { kind: 'missed', reason: 'not-a-file', path: place(folder, 'pipe'), detail: 'a pipe, socket or device' },
  ]);
});

test.skipIf(process.geteuid?.() !== 0)('a path below a closed folder is missed', async () => {
  const folder = emptyFolder();
  plant(folder, { 'closed/a': '' });
  chmodSync(join(folder, 'closed'), 0);
  process.seteuid?.(65_534);
  const events = await walkAll([join(folder, 'closed/a')]).finally(() => process.seteuid?.(0));
  expect(events).toMatchObject([{ kind: 'missed', reason: 'unreadable', detail: 'EACCES: permission denied' }]);
});

describe('each file once', () => {
  test('when a path is given twice, in two ways', async () => {
    const folder = emptyFolder();
    plant(folder, { 'src/a': '' });
    symlinkSync('src', join(folder, 'link'));
    const src = join(folder, 'src');
    expect(await paths(join(folder, 'link'), src)).toEqual([place(folder, 'link/a')]);
    expect(await paths(src, src, `${src}/`, `${src}/../src`, join(folder, 'link'))).toEqual([place(src, 'a')]);
  });

  test('when a path lies below another', async () => {
    const folder = emptyFolder();
    plant(folder, { a: '', 'src/b': '', 'src/deep/c': '', 'srcs/d': '' });
    const all = ['a', 'src/b', 'src/deep/c', 'srcs/d'].map((path) => place(folder, path));
    const within = (...typed: string[]) => paths(...typed.map((path) => join(folder, path)));
    expect(await within('', 'src', 'src/deep/c')).toEqual(all);
    expect(await within('src/deep', 'src/b', '')).toEqual(all);
    expect(await within('src', 'srcs')).toEqual(all.slice(1));
  });

  test('and what is ignored below one path still counts when it was asked for', async () => {
    const folder = repository({ '.gitignore': 'dist\n*.log\n', a: '', 'b.log': '', 'c.log': '', 'dist/d': '' });
    const asked = await paths(folder, join(folder, 'dist'), join(folder, 'b.log'));
    expect(asked).toEqual(['.gitignore', 'a', 'b.log', 'dist/d'].map((path) => place(folder, path)));
  });
});
