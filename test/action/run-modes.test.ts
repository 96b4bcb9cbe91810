import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/git/test-repository.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { actionAlone, PlayedJob } from './played-job.js';

const PATIENCE = { timeout: 180_000 };
const VALUE = base62('of a job', 24);
const SECRET = { secrets: 'TOKEN=env://STORED' };
const STORED = { STORED: VALUE };

const job = (folder = temporaryFolder(), home?: string) => new PlayedJob(folder, { name: 'push' }, home);
const roomsIn = ({ folder }: PlayedJob) => readdirSync(join(folder, 'temp'));

describe('mode run', () => {
  test('runs a script of several lines with secrets, masks them, and leaves nothing behind', PATIENCE, async () => {
    const played = job();
    const step = await played.main(
      { mode: 'run', ...SECRET, run: 'echo "it is $TOKEN"\nset | grep -c "^TOKEN="' },
      STORED,
    );
    expect(step.code).toBe(0);
    expect(step.raw.replace(/^::add-mask::.*\n/gm, '')).toBe('it is ***\n1\n');
    expect(step.annotations).toEqual([]);
    expect(step.masks).toContain(VALUE);
    expect(played.environment).toEqual({});
    expect(JSON.stringify(played.state)).not.toContain(VALUE);
    expect(await played.post()).toMatchObject({ code: 0, raw: '' });
    expect(roomsIn(played)).toEqual([]);
  });

  test('fails as a step of bash would: at the first command, and in a pipe too', PATIENCE, async () => {
    const step = await job().main({ mode: 'run', ...SECRET, run: 'false | cat\necho "not here"' }, STORED);
    expect(step.code).toBe(1);
    expect(step.log).not.toContain('not here');
    expect(step.annotations).toEqual([
      "::error title=keepmum::mode run ended with exit code 1; the step's log says why",
    ]);
    expect((await job().main({ mode: 'run', ...SECRET, run: 'exit 23' }, STORED)).code).toBe(23);
  });

  test('runs where path says, with nothing installed beside the action', PATIENCE, async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'keepmum.toml'), '[secrets]\nOTHER = "env://STORED"\n');
    const step = await job(folder, actionAlone()).main({ mode: 'run', run: 'echo "$OTHER in $PWD"' }, STORED);
    expect(step.log).toContain(`*** in ${folder}\n`);
  });

  test('a secret in an artefact fails it, and the receipt names it', PATIENCE, async () => {
    const folder = temporaryFolder();
    const inputs = { mode: 'run', ...SECRET, artefacts: 'out.txt', receipt: 'receipt.json' };
    const step = await job(folder).main({ ...inputs, run: 'printf %s "$TOKEN" | base64 > out.txt' }, STORED);
    expect(step.code).toBe(1);
    expect(step.log).toContain('the command left the secret "TOKEN" in ');
    const receipt = readFileSync(join(folder, 'receipt.json'), 'utf8');
    expect(JSON.parse(receipt).secrets[0]).toMatchObject({ name: 'TOKEN', reference: 'env://STORED' });
    expect(receipt).not.toContain(VALUE);
  });

  test('a login without id-token: write is told with what to write', PATIENCE, async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'keepmum.toml'),
      '[secrets.vault]\naddress = "http://127.0.0.1:1"\nmethod = "jwt"\nrole = "ci"\n',
    );
    const step = await job(folder).main({ mode: 'run', secrets: 'A=vault://kv/a#b', run: 'true' });
    expect(step.code).toBe(125);
    expect(step.log).toContain('permissions: { contents: read, id-token: write }');
  });

  test('a cancelled step ends its command, and the post step tidies up', PATIENCE, async () => {
    const folder = temporaryFolder();
    const played = job(folder);
    const running = played.startMain({ mode: 'run', ...SECRET, run: 'touch started; sleep 100' }, STORED);
    while (!existsSync(join(folder, 'started'))) await sleep(50);
    running.child.kill('SIGINT');
    expect((await running.finished).code).toBeGreaterThan(125);
    expect(await played.post()).toMatchObject({ code: 0 });
    expect(roomsIn(played)).toEqual([]);
  });

  test(
    'the script of a killed step is removed by the post step, for it may hold what a workflow wrote there',
    PATIENCE,
    async () => {
      const folder = temporaryFolder();
      const played = job(folder);
      const running = played.startMain({ mode: 'run', ...SECRET, run: 'touch started; sleep 3' }, STORED);
      while (!existsSync(join(folder, 'started'))) await sleep(50);
      running.child.kill('SIGKILL');
      expect((await running.finished).code).toBe(null);
      expect(roomsIn(played)).toHaveLength(1);
      expect((await played.post()).code).toBe(0);
      expect(roomsIn(played)).toEqual([]);
    },
  );
});

test('the post step touches no folder that is not its own', PATIENCE, async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'precious'), 'x');
  const played = job();
  await played.main({ mode: 'guard', run: 'true' });
  const [room = ''] = roomsIn(played);
  for (const state of [folder, join(played.folder, 'temp', room, '..', '..'), join(played.folder, 'temp')]) {
    Object.assign(played.state, { room: state });
    expect(await played.post()).toMatchObject({ code: 0, raw: '' });
  }
  expect([readdirSync(folder), roomsIn(played)]).toEqual([['precious'], [room]]);
});

test('mode guard masks what nobody has named, and tells of it', PATIENCE, async () => {
  const token = githubToken(9);
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'noise'), `token: ${token}\n`);
  const step = await job(folder).main({ mode: 'guard', run: 'cat noise' });
  expect(step.code).toBe(1);
  expect(step.raw).toContain('token: ***');
  expect(step.raw).not.toContain(token);
});

describe('mode export', () => {
  test('later steps have the secrets, masked; the post step takes them away again', PATIENCE, async () => {
    const played = job();
    const step = await played.main({ mode: 'export', ...SECRET }, STORED);
    expect({ code: step.code, environment: played.environment }).toEqual({ code: 0, environment: { TOKEN: VALUE } });
    expect(step.masks).toContain(VALUE);
    expect(step.raw.indexOf('::add-mask::')).toBeGreaterThanOrEqual(0);
    expect(step.log).not.toContain(VALUE);
    expect(played.state).toEqual({ room: expect.any(String), exported: '["TOKEN"]' });
    expect(await played.post()).toMatchObject({ code: 0, log: '' });
    expect(played.environment).toEqual({ TOKEN: '' });
    expect(roomsIn(played)).toEqual([]);
    // Once more changes nothing.
    expect(await played.post()).toMatchObject({ code: 0, log: '' });
  });

  test('the post step fails the job when a later step has left a secret in an artefact', PATIENCE, async () => {
    const folder = temporaryFolder();
    const played = job(folder);
    await played.main({ mode: 'export', ...SECRET, artefacts: 'out' }, STORED);
    writeFileSync(join(folder, 'out'), `x ${Buffer.from(played.environment.TOKEN ?? '').toString('base64')} y`);
    const post = await played.post();
    expect(post.code).toBe(1);
    expect(post.annotations).toEqual([
      '::error title=keepmum::a secret is in files that this job leaves behind: TOKEN; the log says where',
    ]);
    expect(post.log).toContain(`the command left the secret "TOKEN" in "${join(folder, 'out')}"`);
    expect(post.raw).not.toContain(VALUE);
    // What was lent is given back all the same.
    expect(played.environment).toEqual({ TOKEN: '' });
  });

  test('after a main step that failed, post has nothing to say', PATIENCE, async () => {
    const played = job();
    const step = await played.main({ mode: 'export', secrets: 'TOKEN=env://NOT_THERE' });
    expect(step.code).not.toBe(0);
    expect(played.environment).toEqual({});
    expect(await played.post()).toMatchObject({ code: 0, raw: '' });
  });
});
