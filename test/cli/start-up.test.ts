import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetFolder } from '../../src/core/asset-folder.js';

// Half of a hook's life is start-up (ADR 4). How long it takes is measured in bench/; what it loads is held here.
const PROGRAM = join(assetFolder(), 'keepmum.cjs');
/** Prints what was loaded, in the order of loading: our files, and node's modules by their full names. */
const SPY = `
const { _load } = require('node:module');
const loaded = new Set();
require('node:module')._load = function (request, parent, isMain) {
  loaded.add(request.replace(/^.*[/\\\\]/, ''));
  return _load.call(this, request, parent, isMain);
};
process.on('exit', () => require('node:fs').writeSync(2, JSON.stringify([...loaded])));
`;
const DEAR = ['node:child_process', 'node:worker_threads', 'node:net', 'node:tty', 'node:stream', 'node:crypto', 're2'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-start-'));
  writeFileSync(join(folder, 'spy.cjs'), SPY);
  writeFileSync(join(folder, 'small.txt'), 'export const port = 8080;\n');
  writeFileSync(join(folder, 'words.txt'), 'const password = readPassword(prompt);\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function loadedBy(...words: readonly string[]): readonly string[] {
  const { stderr } = spawnSync(process.execPath, ['--require', join(folder, 'spy.cjs'), PROGRAM, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return JSON.parse(stderr.slice(stderr.indexOf('['))) as string[];
}

const filesOf = (loaded: readonly string[]) => loaded.filter((name) => name.endsWith('.cjs'));
const dearOf = (loaded: readonly string[]) => loaded.filter((name) => DEAR.includes(name));

describe('what is loaded', () => {
  test('for --version is one file', () => {
    expect(filesOf(loadedBy('--version'))).toEqual(['keepmum.cjs']);
  });

  test('for a scan of a small file is three, and no git, threads, streams or regex engine', () => {
    const loaded = loadedBy('scan', 'small.txt');
    expect(filesOf(loaded)).toEqual(['keepmum.cjs', 'command.cjs', 'scan.cjs']);
    expect(dearOf(loaded)).toEqual([]);
  });

  test('when a word hits is also what reads it', () => {
    const loaded = loadedBy('scan', 'words.txt');
    expect(filesOf(loaded)).toContain('assignment.cjs');
    expect(dearOf(loaded)).toEqual([]);
  });

  test('is noticed at all', () => {
    expect(filesOf(loadedBy('scan', '.'))).toContain('folder.cjs');
    expect(dearOf(loadedBy('scan', '--staged'))).toContain('node:child_process');
  });
});
