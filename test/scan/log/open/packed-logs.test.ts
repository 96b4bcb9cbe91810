import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { spotOfEntry } from '../../../../src/scan/log/open/zipped-logs.js';
import { scanLog } from '../../../../src/scan/log/scan-log.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { requestFor } from '../../scan-request.js';

const TOKEN = githubToken(3);
const LOG = `##[group]Run npm publish\n##[endgroup]\npublishing with ${TOKEN}\n`;
const folder = mkdtempSync(join(tmpdir(), 'keepmum-logs-'));
const at = (name: string): string => join(folder, name);

function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

async function scanned(...paths: string[]) {
  const request = requestFor(paths, { source: { kind: 'log' } });
  const { findings, coverage } = await scanLog(request, {}, () => Readable.from([gzipSync(LOG)]));
  return {
    places: findings.flatMap(({ occurrences }) =>
      occurrences.map(({ path, line, log }) => ({ path: path.replace(`${folder}/`, ''), line, ...log })),
    ),
    state: coverage.state,
    missed: coverage.missed.map(({ reason }) => reason),
  };
}

beforeAll(() => {
  writeFileSync(at('plain.log'), LOG);
  writeFileSync(at('packed.log.gz'), gzipSync(LOG));
  writeFileSync(at('cut.log.gz'), gzipSync(LOG.repeat(50)).subarray(0, -30));
  writeFileSync(at('empty.log'), '');
});

describe('a log is unpacked by what its first bytes say', () => {
  const place = { line: 3, step: 'Run npm publish', stepLine: 3 };

  test('not at all', async () => {
    expect(await scanned(at('plain.log'))).toEqual({
      places: [{ path: 'plain.log', ...place }],
      state: 'complete',
      missed: [],
    });
  });

  test('gzip, in a file and on standard input', async () => {
    expect((await scanned(at('packed.log.gz'))).places).toEqual([{ path: 'packed.log.gz', ...place }]);
    expect((await scanned('-')).places).toEqual([{ path: '-', ...place }]);
  });

  test.skipIf(!has('zstd'))('Zstandard', async () => {
    spawnSync('zstd', ['-q', at('plain.log'), '-o', at('packed.log.zst')]);
    expect((await scanned(at('packed.log.zst'))).places).toEqual([{ path: 'packed.log.zst', ...place }]);
    writeFileSync(at('cut.log.zst'), readFileSync(at('packed.log.zst')).subarray(0, -12));
    expect(await scanned(at('cut.log.zst'))).toMatchObject({ state: 'incomplete', missed: ['unreadable'] });
  });

  test('packing that ends in the middle makes the scan incomplete, and what was read counts', async () => {
    expect(await scanned(at('cut.log.gz'))).toMatchObject({ state: 'incomplete', missed: ['unreadable'] });
  });

  test('an empty log proves nothing', async () => {
    expect(await scanned(at('empty.log'))).toMatchObject({ places: [], state: 'incomplete' });
  });
});

describe.skipIf(!has('python3'))("GitHub's archive of a run", () => {
  beforeAll(() => {
    mkdirSync(at('run/build'), { recursive: true });
    writeFileSync(at('run/build/1_Set up job.txt'), 'ready\n');
    writeFileSync(at('run/build/2_Publish it.txt'), `2026-03-01T09:00:00.1234567Z using ${TOKEN}\n`);
    writeFileSync(at('run/0_test.txt'), `2026-03-01T09:00:00.1234567Z using ${TOKEN}\n`);
    const zip = 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])';
    spawnSync('python3', ['-c', zip, at('run'), at('run')]);
    writeFileSync(at('damaged.zip'), readFileSync(at('run.zip')).subarray(0, 200));
  });

  test('job and step come from the names', async () => {
    expect((await scanned(at('run.zip'))).places).toEqual([
      { path: 'run.zip/0_test.txt', line: 1, job: 'test' },
      { path: 'run.zip/build/2_Publish it.txt', line: 1, job: 'build', step: 'Publish it', stepLine: 1 },
    ]);
  });

  test('a damaged one makes the scan incomplete', async () => {
    expect(await scanned(at('damaged.zip'))).toMatchObject({ places: [], state: 'incomplete', missed: ['unreadable'] });
  });

  test('a folder of logs is read whole, whatever git ignores', async () => {
    expect((await scanned(at('run'))).places).toHaveLength(2);
  });
});

test('names of entries', () => {
  expect(spotOfEntry('build (20.x)/12_Run actions_checkout@v4.txt')).toEqual({
    job: 'build (20.x)',
    step: 'Run actions_checkout@v4',
    stepLine: 0,
  });
  expect(spotOfEntry('0_build.txt')).toEqual({ job: 'build' });
  expect(spotOfEntry('build/system.txt')).toEqual({});
  expect(spotOfEntry('console.log')).toEqual({});
});
