import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SweepRequest, sweep } from '../../../src/inject/sweep/sweep.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { madeUp } from '../child/made-up-secret.js';

const SECRET = madeUp('sweep');
let root = '';
let since = 0;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'keepmum-sweep-'));
  write('before', SECRET);
  // So much older that no clock's step makes it new.
  await new Promise((resolve) => setTimeout(resolve, 100));
  since = Date.now();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(root, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function run(changes: Partial<SweepRequest> = {}) {
  const secrets = new SecretIndex();
  secrets.add(SECRET);
  secrets.add(madeUp('another'));
  const stop = new AbortController().signal;
  return sweep({ files: [], artefacts: [], own: [], stop, tree: { root, since }, ...changes }, () => ({ secrets }));
}

const places = async (changes?: Partial<SweepRequest>) =>
  (await run(changes)).hits.map(({ path, form, count }) => `${path.slice(root.length + 1)} ${form} ${count}`).sort();

describe('the work tree', () => {
  test('is clean if nothing was written', async () => {
    expect(await run()).toEqual({ hits: [], searched: 0, missed: [] });
  });

  test('shows what was written since, in every form, also what git ignores', async () => {
    execFileSync('git', ['init', '-q', root]);
    write('.gitignore', 'build\n');
    write('build/deep/out.log', `x ${SECRET} y ${SECRET}`);
    write('b64', Buffer.from(`user:${SECRET}`).toString('base64'));
    write('hex', Buffer.from(SECRET).toString('hex'));
    write('other', 'nothing');
    expect(await places()).toEqual(['b64 base64 1', 'build/deep/out.log plain 2', 'hex hex 1']);
  });

  test('shows a file that was moved here with its old time', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'keepmum-outside-'));
    writeFileSync(join(outside, 'old'), SECRET);
    utimesSync(join(outside, 'old'), 1000, 1000);
    renameSync(join(outside, 'old'), join(root, 'moved'));
    rmSync(outside, { recursive: true });
    expect(await places()).toEqual(['moved plain 1']);
  });

  test('shows what is in git, but not in its packed objects', async () => {
    write('.git/config', `url = https://x:${SECRET}@example.com`);
    write('.git/objects/ab/cdef', SECRET);
    write('.git/modules/sub/objects/ab/cdef', SECRET);
    expect(await places()).toEqual(['.git/config plain 1']);
  });

  test('is not left by links', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'keepmum-outside-'));
    writeFileSync(join(outside, 'secret'), SECRET);
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'secret'), join(root, 'file'));
    expect(await places()).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  test('a secret across the pieces in which a file is read is found', async () => {
    write('large', Buffer.concat([Buffer.alloc((1 << 20) - 7, 'x'), Buffer.from(SECRET), Buffer.alloc(100)]));
    expect(await places()).toEqual(['large plain 1']);
  });

  test('gzip is unpacked; what is damaged is read as far as it goes', async () => {
    const packed = gzipSync(`log\n${SECRET}\n`);
    write('a.gz', packed);
    write('b.gz', packed.subarray(0, 12));
    expect(await places()).toEqual(['a.gz plain 1']);
    expect((await run()).missed).toEqual([]);
  });
});

describe('files and artefacts', () => {
  test('count whenever they were written', async () => {
    expect(await places({ files: [join(root, 'before')] })).toEqual(['before plain 1']);
    expect(await places({ artefacts: [root] })).toEqual(['before plain 1']);
    expect(await places({ artefacts: [join(root, 'before')] })).toEqual(['before plain 1']);
  });

  test('are searched once, whoever names them', async () => {
    const path = write('new', SECRET);
    expect((await run({ files: [path], artefacts: [path, root] })).searched).toBe(2);
  });

  test('an artefact that is not there is said; a file of the pipeline may be missing', async () => {
    const none = join(root, 'none');
    expect((await run({ files: [none], artefacts: [none] })).missed).toEqual([`"${none}": it is not there`]);
  });

  test('an artefact may be a link', async () => {
    symlinkSync(join(root, 'before'), join(root, 'link'));
    expect(await places({ artefacts: [join(root, 'link')] })).toEqual(['link plain 1']);
  });
});

describe('what we wrote ourselves', () => {
  test('is passed over, what stands beside it is not', async () => {
    const ours = `OURS=${SECRET}\n`;
    const path = write('env', ours);
    const own = [{ path, from: 0, to: ours.length }];
    expect(await places({ own })).toEqual([]);
    write('env', `${ours}THEIRS=${SECRET}\n`);
    expect(await places({ own })).toEqual(['env plain 1']);
    write('env', `EARLIER=${SECRET}\n${ours}`);
    expect(await places({ own: [{ path, from: SECRET.length + 9, to: Number.MAX_SAFE_INTEGER }] })).toEqual([
      'env plain 1',
    ]);
  });

  test('is passed over as a whole', async () => {
    const path = write('export', SECRET);
    expect(await places({ own: [{ path, from: 0, to: Number.POSITIVE_INFINITY }] })).toEqual([]);
  });
});

test('a signal ends it, and that is said', async () => {
  write('new', SECRET);
  const result = await run({ stop: AbortSignal.abort() });
  expect(result.hits).toEqual([]);
  expect(result.missed).toEqual([expect.stringContaining('stopped')]);
});

test('a masking command in a file is no secret of ours', async () => {
  write('log', `::add-mask::${madeUp('theirs')}\n${madeUp('theirs')}\n`);
  expect((await run()).hits.filter(({ secret }) => secret < 2)).toEqual([]);
});
