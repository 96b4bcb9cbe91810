import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runScan, type ScanResult } from '../../src/scan/scan.js';
import { folderWith } from '../config/temporary-folder.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { requestFor } from './scan-request.js';

const token = githubToken(1);

/** `path line:column`, relative to the folder. */
function places({ findings }: ScanResult, folder: string): string[] {
  return findings.flatMap(({ occurrences }) =>
    occurrences.map(({ path, line, column }) => `${path.replace(`${folder}/`, '')} ${line}:${column}`),
  );
}

describe('runScan', () => {
  it('finds what is in files and folders, each secret once', async () => {
    const files = {
      'a.env': `A=1\nTOKEN=${token}\n`,
      'deep/er/b.yml': `token: ${token}\nother: ${githubToken(2)}\n`,
      'clean.txt': 'nothing here\n',
    };
    const folder = folderWith(files);
    const result = await runScan(requestFor([folder]));
    expect(result.findings.map(({ occurrences }) => occurrences.length)).toEqual([2, 1]);
    expect(places(result, folder)).toEqual(['a.env 2:7', 'deep/er/b.yml 1:8', 'deep/er/b.yml 2:8']);
    expect(result.coverage).toMatchObject({ state: 'complete', files: 3, missedCount: 0, regexEngine: 're2' });
    expect(result.coverage.bytes).toBe(Object.values(files).join('').length);
  });

  it('finds the same with threads as without, whatever their number', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 700 }, (_, at) => [
        `d${at % 13}/f${at}.js`,
        `${'harmless(text);\n'.repeat(2000)}key("${githubToken(at % 400)}")\n`,
      ]),
    );
    const folder = folderWith(files);
    const [alone, two, five] = await Promise.all([1, 2, 5].map((jobs) => runScan(requestFor([folder], { jobs }))));
    expect(alone?.findings).toHaveLength(400);
    expect(two?.findings).toEqual(alone?.findings);
    expect(five?.findings).toEqual(alone?.findings);
    expect(five?.coverage.files).toBe(700);
    expect(five?.coverage.bytes).toBe(alone?.coverage.bytes);
  });

  it('reads standard input where it is asked for, beside files', async () => {
    const folder = folderWith({ 'a.txt': githubToken(2) });
    const input = () => Readable.from([Buffer.from(`x ${token.slice(0, 9)}`), Buffer.from(token.slice(9))]);
    const result = await runScan(requestFor(['-', folder]), {}, input);
    expect(places(result, folder)).toEqual(['- 1:3', 'a.txt 1:1']);
    expect(result.coverage.files).toBe(2);
  });

  it('an empty standard input proves nothing', async () => {
    const { coverage } = await runScan(requestFor(['-']), {}, () => Readable.from([]));
    expect(coverage).toMatchObject({ state: 'incomplete', files: 0 });
  });

  it('a standard input that never ends meets the time limit, and what it said counts', async () => {
    const endless = new Readable({ read() {} });
    endless.push(`${token}\n`);
    const { findings, coverage } = await runScan(requestFor(['-'], { timeLimit: 100 }), {}, () => endless);
    expect(findings).toHaveLength(1);
    expect(coverage).toMatchObject({ state: 'incomplete', missed: [{ path: '-', reason: 'time-limit' }] });
  });

  it('a standard input that fails is a miss, not the end of the scan', async () => {
    const folder = folderWith({ 'a.txt': githubToken(2) });
    const failing = () =>
      Readable.from(
        (async function* () {
          yield Buffer.from(`${token}\n`);
          throw new Error('EIO: i/o error, read');
        })(),
      );
    const { findings, coverage } = await runScan(requestFor(['-', folder]), {}, failing);
    expect(findings).toHaveLength(2);
    expect(coverage).toMatchObject({
      state: 'incomplete',
      missed: [{ path: '-', reason: 'unreadable', detail: 'EIO: i/o error' }],
    });
  });

  it('more findings than one content may have on standard input make it incomplete, as in a file', async () => {
    const many = Array.from({ length: 10_050 }, (_, at) => `${githubToken(at)}\n`).join('');
    const folder = folderWith({ 'many.txt': many });
    const fromFile = await runScan(requestFor([folder]));
    const fromInput = await runScan(requestFor(['-']), {}, () => Readable.from([Buffer.from(many)]));
    for (const { findings, coverage } of [fromFile, fromInput]) {
      expect(findings).toHaveLength(10_000);
      expect(coverage).toMatchObject({ state: 'incomplete', missed: [{ reason: 'too-many-findings' }] });
    }
  });

  it('leaves out what is below the gate, and counts it', async () => {
    const folder = folderWith({ 'a.txt': `${token}\n`, 'b.env': `DB_PASSWORD=${base62('gate', 20)}\n` });
    const { findings, belowGate } = await runScan(requestFor([folder]));
    expect([findings.length, belowGate]).toEqual([2, 0]);
    const critical = await runScan(requestFor([folder], { severity: 'critical' }));
    expect([critical.findings.length, critical.belowGate]).toEqual([1, 1]);
  });

  it('counts what a comment allowed', async () => {
    const folder = folderWith({ 'a.txt': `${token} # keepmum:allow\n` });
    const { findings, allowed } = await runScan(requestFor([folder]));
    expect([findings.length, allowed]).toEqual([0, 1]);
    const strict = await runScan(requestFor([folder], { inlineAllow: 'ignored' }));
    expect([strict.findings.length, strict.allowed]).toEqual([1, 0]);
  });

  it('skips binary and large files by choice, and is still complete', async () => {
    const folder = folderWith({
      'a.bin': `\0\u0001${token}`,
      'large.txt': `${token}${' '.repeat(500)}`,
      'ok.txt': 'fine',
    });
    const { findings, coverage } = await runScan(requestFor([folder], { maxFileSize: 100 }));
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ state: 'complete', files: 1, skipped: { binary: 1, 'too-large': 1 } });
    const all = await runScan(requestFor([folder], { binary: 'scan' }));
    expect(places(all, folder)).toEqual(['a.bin 1:3', 'large.txt 1:1']);
  });

  it('a time limit stops it, with everything that was not read named', async () => {
    const folder = folderWith({
      ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}`, 'word '.repeat(90_000)])),
    });
    const { coverage } = await runScan(requestFor([folder], { timeLimit: 20 }));
    expect(coverage.state).toBe('incomplete');
    expect(coverage.missedCount).toBeGreaterThan(0);
    expect(coverage.files + coverage.missedCount).toBe(300);
    expect(new Set(coverage.missed.map(({ reason }) => reason))).toEqual(new Set(['time-limit']));
  });

  it.skipIf(process.getuid?.() === 0)('names a file that may not be read', async () => {
    const folder = folderWith({ 'secret.txt': token, 'open.txt': 'fine' });
    chmodSync(join(folder, 'secret.txt'), 0);
    const { coverage } = await runScan(requestFor([folder]));
    expect(coverage).toMatchObject({
      state: 'incomplete',
      missed: [{ reason: 'unreadable', detail: expect.stringContaining('EACCES') }],
    });
  });

  it('neither links, pipes nor sockets hang it or lead it astray', async () => {
    const folder = folderWith({ 'a.txt': token, 'deep/': '' });
    symlinkSync(folder, join(folder, 'deep/loop'));
    symlinkSync('/etc', join(folder, 'deep/out'));
    symlinkSync('nowhere', join(folder, 'deep/broken'));
    spawnSync('mkfifo', [join(folder, 'deep/pipe')]);
    const result = await runScan(requestFor([folder]));
    expect(places(result, folder)).toEqual(['a.txt 1:1']);
    expect(result.coverage).toMatchObject({ state: 'complete', files: 1, skipped: { symlink: 3, 'special-file': 1 } });
  });

  it('rejects for a path that is not there, before anything is read', async () => {
    const folder = folderWith({ 'a.txt': token });
    await expect(runScan(requestFor([folder, join(folder, 'none')]))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
  });

  it('tells how far it is', async () => {
    const folder = folderWith(Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`f${at}`, 'x'])));
    const seen: number[] = [];
    await runScan(requestFor([folder]), { onProgress: ({ files }) => seen.push(files) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1200);
  });

  it('honours .gitignore inside a repository, and says all that it did not see on request', async () => {
    const folder = folderWith({ '.gitignore': 'ignored/\n', 'ignored/a.txt': token, 'b.txt': githubToken(2) });
    spawnSync('git', ['init', '-q', folder]);
    expect(places(await runScan(requestFor([folder])), folder)).toEqual(['b.txt 1:1']);
    const all = await runScan(requestFor([folder], { files: 'all' }));
    expect(places(all, folder)).toEqual(['b.txt 1:1', 'ignored/a.txt 1:1']);
  });

  it('reveals values and hashes lines only when asked', async () => {
    const folder = folderWith({ 'a.txt': `x ${token}\n` });
    const quiet = await runScan(requestFor([folder]));
    expect(JSON.stringify(quiet)).not.toContain(token);
    expect(quiet.findings[0]?.occurrences[0]).not.toHaveProperty('lineHash');
    const loud = await runScan(requestFor([folder], { values: 'revealed', lineHashes: 'wanted' }));
    expect(loud.findings[0]?.secret.revealed).toBe(token);
    expect(loud.findings[0]?.occurrences[0]?.lineHash).toMatch(/^[0-9a-f]+:1$/);
  });

  it('a file that grows while it is read ends all the same', async () => {
    const folder = folderWith({ 'a.txt': `${token}\n` });
    const file = join(folder, 'a.txt');
    const writer = setInterval(() => writeFileSync(file, 'more\n'.repeat(100_000), { flag: 'a' }), 1);
    try {
      const { coverage } = await runScan(requestFor([folder]));
      expect(coverage.files).toBe(1);
    } finally {
      clearInterval(writer);
    }
  });
});
