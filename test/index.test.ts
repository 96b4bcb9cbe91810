import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type * as Library from '../src/index.js';
import { folderWith } from './config/temporary-folder.js';
import { gitEnvironment, TestRepository } from './fixtures/git/test-repository.js';
import { githubToken } from './fixtures/made-up-tokens.js';

const BUILT = resolve('dist/index.js');
const library = (await import(pathToFileURL(BUILT).href)) as typeof Library;
const token = githubToken(7);

async function all(scan: Library.Scan): Promise<Library.Finding[]> {
  const findings: Library.Finding[] = [];
  for await (const finding of scan) findings.push(finding);
  return findings;
}

describe('the public names', () => {
  it('are these values', () => {
    expect(Object.keys(library).sort()).toEqual(['KeepmumError', 'createMaskStream', 'scan']);
  });

  it('are these types', () => {
    const names = [...readFileSync('src/index.ts', 'utf8').matchAll(/\{([^}]+)\}/g)]
      .flatMap(([, list = '']) => list.split(','))
      .map((name) => name.replace(/\btype\b/, '').trim())
      .filter((name) => name !== '');
    expect(names.sort()).toMatchInlineSnapshot(`
      [
        "Confidence",
        "Coverage",
        "ErrorCode",
        "Finding",
        "KeepmumError",
        "MaskHits",
        "MaskStream",
        "MaskStreamOptions",
        "MissReason",
        "Occurrence",
        "Scan",
        "ScanOptions",
        "Severity",
        "SkipReason",
        "Validity",
        "createMaskStream",
        "scan",
      ]
    `);
  });

  it('do nothing when they are imported', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      '-e',
      `import(${JSON.stringify(pathToFileURL(BUILT).href)})`,
    ]);
    expect([status, String(stdout), String(stderr)]).toEqual([0, '', '']);
  });
});

describe('scan', () => {
  it('gives findings and their proof', async () => {
    const folder = folderWith({ 'a/deploy.yml': `one: 1\ntoken: ${token}\n`, 'b.txt': 'harmless\n' });
    const scan = library.scan({ paths: [folder] });
    const findings = await all(scan);
    expect(findings).toMatchObject([
      {
        rule: 'github-personal-access-token',
        validity: 'checksum-ok',
        secret: { length: 40 },
        occurrences: [{ path: join(folder, 'a/deploy.yml'), line: 2, column: 8 }],
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain(token);
    expect(await scan.coverage).toMatchObject({ state: 'complete', files: 2, regexEngine: 're2' });
  });

  it('reads a stream, with no folder unless one is named', async () => {
    const scan = library.scan({
      input: Readable.from([`x ${token.slice(0, 20)}`, token.slice(20)]),
      values: 'revealed',
    });
    expect(await all(scan)).toMatchObject([
      { secret: { revealed: token }, occurrences: [{ path: '-', line: 1, column: 3 }] },
    ]);
    expect(await scan.coverage).toMatchObject({ files: 1 });
  });

  it('uses threads when there is much to read', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`f${at}.txt`, `${'word '.repeat(9000)}${githubToken(at)}\n`]),
    );
    const folder = folderWith(files);
    expect((await all(library.scan({ paths: [folder], jobs: 2 }))).length).toBe(400);
  });

  it('can be told which rules', async () => {
    const input = () => Readable.from([token]);
    expect(await all(library.scan({ input: input(), only: ['npm-access-token'] }))).toEqual([]);
    expect(await all(library.scan({ input: input(), skip: ['github-personal-access-token'] }))).toEqual([]);
    expect(await all(library.scan({ input: input(), only: ['github-personal-access-token'] }))).toHaveLength(1);
    expect(() => library.scan({ only: ['github-personal-access-tokn'] })).toThrow(library.KeepmumError);
  });

  it('reads a history, a part of one, and what is staged', async () => {
    const repository = new TestRepository();
    const [older, newer, staged] = [githubToken(11), githubToken(12), githubToken(13)];
    repository.commitFile('a.cfg', `value = "${older}"\n`);
    repository.git('switch', '--quiet', '--create', 'side');
    const commit = repository.commitFile('b.cfg', `value = "${newer}"\n`);
    repository.write('c.cfg', `value = "${staged}"\n`);
    repository.git('add', '--all');
    const common = { paths: [repository.folder], values: 'revealed', environment: gitEnvironment } as const;
    const found = async (options: Library.ScanOptions) =>
      (await all(library.scan({ ...common, ...options }))).map(({ secret }) => secret.revealed).sort();
    expect(await found({ history: true })).toEqual([older, newer].sort());
    expect(await found({ history: { branches: ['main'] } })).toEqual([older]);
    expect(await found({ range: 'main..side' })).toEqual([newer]);
    expect(await found({ staged: true })).toEqual([staged]);
    const [finding] = await all(library.scan({ ...common, range: 'main..side' }));
    expect(finding?.occurrences).toMatchObject([{ path: 'b.cfg', line: 1, commit }]);
  });

  it('refuses two sources at once', () => {
    expect(() => library.scan({ staged: true, range: 'a..b' })).toThrow('"staged" and "history" at once');
    expect(() => library.scan({ history: true, input: Readable.from([token]) })).toThrow(library.KeepmumError);
  });

  it('rejects both ways alike, and ends nobody who looks at one only', async () => {
    const scan = library.scan({ paths: ['/nonexistent/keepmum'] });
    await expect(all(scan)).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    await expect(scan.coverage).rejects.toBeInstanceOf(library.KeepmumError);
  });
});

it('createMaskStream masks', async () => {
  const stream = library.createMaskStream([token]);
  stream.end(`a ${token} b`);
  expect(await stream.setEncoding('utf8').toArray()).toEqual(['a *** b']);
  expect(stream.hits()).toHaveLength(1);
});
