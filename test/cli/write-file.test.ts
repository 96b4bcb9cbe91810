import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFile } from '../../src/cli/write-file.js';
import { folderWith } from '../config/temporary-folder.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a new file, with the usual mode or a private one, and nothing left beside it', () => {
  const folder = folderWith({});
  writeFile(join(folder, 'shared'), 'a', 'shared');
  writeFile(join(folder, 'private'), 'b', 'private');
  expect(modeOf(join(folder, 'shared'))).toBe(0o666 & ~process.umask());
  expect(modeOf(join(folder, 'private'))).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['private', 'shared']);
});

test('an old file is replaced whole: whoever reads it still has the old one', () => {
  const path = join(folderWith({ report: 'old' }), 'report');
  const before = statSync(path).ino;
  writeFile(path, 'new', 'shared');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).ino).not.toBe(before);
});

test('an old file keeps its mode', () => {
  const path = join(folderWith({ report: 'old' }), 'report');
  chmodSync(path, 0o640);
  writeFile(path, 'new', 'shared');
  expect(modeOf(path)).toBe(0o640);
});

test('a symbolic link stays one, and what it leads to is replaced', () => {
  const folder = folderWith({ 'there/report': 'old' });
  symlinkSync('there/report', join(folder, 'link'));
  writeFile(join(folder, 'link'), 'new', 'shared');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'there/report'), 'utf8')).toBe('new');
});

test('a device is written to and stays one', () => {
  writeFile('/dev/null', 'text', 'shared');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a pipe is written to and stays one', async () => {
  const path = join(folderWith({}), 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'ignore'] });
  writeFile(path, 'through', 'shared');
  const [read] = (await once(reader.stdout, 'data')) as [Buffer];
  expect(read.toString()).toBe('through');
  expect(statSync(path).isFIFO()).toBe(true);
});

test('what cannot be written is an error, the old file stays, and no half of a new one', () => {
  const folder = folderWith({ 'a/report': 'old' });
  mkdirSync(join(folder, 'b/report'), { recursive: true });
  expect(() => writeFile(join(folder, 'b/report'), 'new', 'shared')).toThrow(
    expect.objectContaining({ code: 'OUTPUT_FAILED', message: expect.stringContaining('cannot write "') }),
  );
  expect(() => writeFile(join(folder, 'none/report'), 'new', 'shared')).toThrow('ENOENT');
  expect(() => writeFile('/dev/full', 'new', 'shared')).toThrow('ENOSPC');
  expect(readdirSync(join(folder, 'a'))).toEqual(['report']);
  writeFileSync(join(folder, 'a/other'), '');
});
