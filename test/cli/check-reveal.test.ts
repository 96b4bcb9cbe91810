import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReveal } from '../../src/cli/check-reveal.js';
import type { Audience } from '../../src/cli/world.js';
import { folderWith } from '../config/temporary-folder.js';
import { makeWorld } from './test-world.js';

function worldWith(stdout: Audience, env: Record<string, string> = {}) {
  return makeWorld({ audience: { stdout, stderr: 'other' }, env }).world;
}

function fileOfMode(mode: number): string {
  const file = join(folderWith({ report: '' }), 'report');
  chmodSync(file, mode);
  return file;
}

describe('on standard output', () => {
  test('a terminal and a private file may see secrets', () => {
    expect(() => checkReveal([{ format: 'text' }], worldWith('terminal'))).not.toThrow();
    expect(() => checkReveal([{ format: 'text' }], worldWith('private-file', { CI: 'true' }))).not.toThrow();
  });

  test('a pipe, an open file, and the terminal of a CI job may not', () => {
    expect(() => checkReveal([{ format: 'text' }], worldWith('other'))).toThrow(
      expect.objectContaining({ code: 'REFUSED' }),
    );
    expect(() => checkReveal([{ format: 'text' }], worldWith('terminal', { CI: 'true' }))).toThrow('kept in the log');
  });
});

describe('in files', () => {
  test.each([0o600, 0o400, 0o700])('mode %o may', (mode) => {
    expect(() => checkReveal([{ format: 'json', file: fileOfMode(mode) }], worldWith('other'))).not.toThrow();
  });

  test.each([0o644, 0o640, 0o604, 0o620, 0o666])('mode %o may not', (mode) => {
    expect(() => checkReveal([{ format: 'json', file: fileOfMode(mode) }], worldWith('other'))).toThrow(
      `found mode 0${mode.toString(8)}, expected 0600`,
    );
  });

  test('one that does not exist may, a device may not', () => {
    const file = join(folderWith({}), 'new');
    expect(() => checkReveal([{ format: 'json', file }], worldWith('other'))).not.toThrow();
    expect(() => checkReveal([{ format: 'json', file: '/dev/null' }], worldWith('other'))).toThrow('it is not a file');
  });

  test('every report is looked at, not only the first', () => {
    const plan = [{ format: 'text' as const }, { format: 'json' as const, file: fileOfMode(0o644) }];
    expect(() => checkReveal(plan, worldWith('terminal'))).toThrow('found mode 0644');
  });
});
