import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCommand } from '../../../src/inject/child/find-command.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-find-'));
  mkdirSync(join(folder, 'a/tool'), { recursive: true });
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'b/tool'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'b/text'), 'no program');
  chmodSync(join(folder, 'b/text'), 0o644);
});
afterAll(() => rmSync(folder, { recursive: true }));

const find = (command: string, path: string | undefined = `${join(folder, 'a')}:${join(folder, 'b')}`) =>
  findCommand(command, { path, cwd: folder });

describe('a command', () => {
  test('is looked for in PATH, past a folder of its name', () => {
    expect(find('tool')).toEqual({ code: 0, file: join(folder, 'b/tool') });
  });

  test('with a slash is a path', () => {
    expect(find('b/tool')).toEqual({ code: 0, file: join(folder, 'b/tool') });
    expect(find('./b/tool', '')).toEqual({ code: 0, file: join(folder, 'b/tool') });
  });

  test('an empty part of PATH is the folder we are in', () => {
    expect(findCommand('tool', { path: '', cwd: join(folder, 'b') }).code).toBe(0);
  });

  test('without PATH the usual places are looked at', () => {
    expect(findCommand('sh', { path: undefined, cwd: folder }).code).toBe(0);
  });

  test.each([
    ['nothing', 127],
    ['', 127],
    ['./nothing', 127],
    ['text', 126],
    ['a/tool', 126],
  ])('"%s" is %d', (command, code) => {
    expect(find(command).code).toBe(code);
  });

  test('a line of shell is told from a name', () => {
    const found = find('tool --flag');
    expect(found).toMatchObject({ code: 127, error: { code: 'COMMAND_NOT_FOUND' } });
    expect('error' in found && found.error.hints[0]).toContain('sh -c');
  });
});
