import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { githubToken } from '../../fixtures/made-up-tokens.js';
import { measured } from './measured.js';

const MB = 1e6;
const MOST_MEMORY = 400 * MB;
const FILE_BYTES = 2000 * MB;
const FOLDERS = 1000;
const FILES_IN_FOLDER = 200;

/** A temporary folder, or none, loudly, where the disk has no room for what goes there. */
function roomFor(bytes: number, skip: (note: string) => never): string {
  const { bavail, bsize } = statfsSync(tmpdir());
  const free = bavail * bsize;
  if (free < bytes * 1.2) {
    const note = `SKIPPED: ${tmpdir()} has ${Math.round(free / MB)} MB free, this test needs ${Math.round((bytes * 1.2) / MB)} MB`;
    console.error(note);
    skip(note);
  }
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-large-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Lines of places in a report, whose file is their only one. */
function places(stdout: string): string[] {
  const { findings } = JSON.parse(stdout) as {
    findings: { occurrences: { path: string; line: number; column: number }[] }[];
  };
  return findings.flatMap(({ occurrences }) => occurrences.map(({ line, column }) => `${line}:${column}`)).sort();
}

test('a file of 2 GB: every place found, within 400 MB', async ({ skip, expect }) => {
  const folder = roomFor(FILE_BYTES, skip);
  const file = join(folder, 'large.log');
  const source = readFileSync(join(import.meta.dirname, '../../../src/scan/inspect/content-inspector.ts'), 'utf8');
  const block = source.repeat(Math.ceil(MB / source.length));
  const lines = block.split('\n').length - 1;
  const descriptor = openSync(file, 'w');
  const expected: string[] = [];
  let line = 1;
  const plant = (seed: number) => {
    writeSync(descriptor, `  key: ${githubToken(seed)}\n`);
    expected.push(`${line++}:8`);
  };
  const bytes = Buffer.from(block);
  for (let written = 0, at = 0; written < FILE_BYTES; at++) {
    if (at % 500 === 0) plant(at);
    written += writeSync(descriptor, bytes);
    line += lines;
  }
  plant(-1);
  closeSync(descriptor);
  const { status, stdout, memory } = await measured(['scan', '--format', 'json', file]);
  expect(status).toBe(1);
  expect(places(stdout)).toEqual(expected.sort());
  expect(JSON.parse(stdout).coverage.state).toBe('complete');
  expect(memory).toBeGreaterThan(10 * MB);
  expect(memory).toBeLessThan(MOST_MEMORY);
});

test('a tree of 200,000 files: all read, within 400 MB', async ({ skip, expect }) => {
  // A file takes a block of the disk, however small.
  const folder = roomFor(FOLDERS * FILES_IN_FOLDER * 4096, skip);
  for (let outer = 0; outer < FOLDERS; outer++) {
    const inner = join(folder, `folder-${outer % 10}`, `folder-${outer}`);
    mkdirSync(inner, { recursive: true });
    for (let at = 0; at < FILES_IN_FOLDER; at++) {
      const secret = at === 7 && outer % 10 === 0 ? `token: ${githubToken(outer)}\n` : '';
      writeFileSync(join(inner, `file-${at}.txt`), `a harmless file, number ${at}\n${secret}`);
    }
  }
  const { status, stdout, memory } = await measured(['scan', '--jobs', '2', '--format', 'json', folder]);
  const { coverage, findings } = JSON.parse(stdout);
  expect(coverage).toMatchObject({ state: 'complete', files: FOLDERS * FILES_IN_FOLDER, missedCount: 0 });
  expect(findings).toHaveLength(FOLDERS / 10);
  expect(status).toBe(1);
  expect(memory).toBeGreaterThan(10 * MB);
  expect(memory).toBeLessThan(MOST_MEMORY);
});
