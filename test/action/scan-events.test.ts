import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TestRepository, temporaryFolder } from '../fixtures/git/test-repository.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { actionAlone, PlayedJob, type PlayedStep } from './played-job.js';

const PATIENCE = { timeout: 180_000 };
const ZEROS = '0'.repeat(40);
/** One secret was there before, one is new. */
const OLD = githubToken(1);
const NEW = githubToken(2);

/** `main` with an old secret in it, and a branch from its end with a new one. */
function scene() {
  const repository = new TestRepository();
  repository.commitFile('README', 'hello\n');
  const before = repository.commitFile('old.cfg', `token = ${OLD}\n`);
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.commitFile('feature.txt', 'nothing\n');
  const head = repository.commitFile('new.cfg', `a\ntoken = ${NEW}\n`);
  return { repository, before, head };
}

function showsNothing(step: PlayedStep): void {
  for (const text of [step.raw, step.summary, ...Object.values(step.outputs)]) {
    expect(text).not.toContain(OLD);
    expect(text).not.toContain(NEW);
    // Not even the middle of it.
    expect(text).not.toContain(NEW.slice(10, 24));
  }
}

/** Where findings are, as the annotations say. */
const places = ({ annotations }: PlayedStep) =>
  annotations.flatMap((line) => / in (\S+:\d+):\d+ of commit /.exec(line)?.[1] ?? []).sort();

describe('what the event is about', () => {
  test('a pull request: its own commits, with annotations, summary and outputs', PATIENCE, async () => {
    const { repository, before, head } = scene();
    const payload = { pull_request: { base: { sha: before, ref: 'main' }, head: { sha: head } } };
    const step = await new PlayedJob(repository.folder, { name: 'pull_request', payload }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
    expect(step.annotations.join('\n')).toContain('::error file=new.cfg,line=2,');
    expect(step.outputs).toMatchObject({ findings: '1', state: 'complete' });
    const sarif = JSON.parse(readFileSync(step.outputs.sarif ?? '', 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(1);
    expect(JSON.stringify(sarif)).not.toContain(NEW);
    expect(step.summary).toContain('1 secret found');
    expect(step.summary).toMatch(/\| critical \| .* \| new.cfg:2 in [0-9a-f]{12} \| .+ \|/);
    showsNothing(step);
  });

  test('a pull request from a fork: the same without any secret or token', PATIENCE, async () => {
    const { repository, before, head } = scene();
    const fork = { repo: { fork: true, full_name: 'stranger/fork' } };
    const payload = { pull_request: { base: { sha: before, ref: 'main' }, head: { sha: head, ...fork } } };
    const env = { GITHUB_TOKEN: '', GITHUB_HEAD_REF: 'feature', GITHUB_BASE_REF: 'main' };
    const step = await new PlayedJob(repository.folder, { name: 'pull_request', payload, env }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
  });

  test('a push: the commits since the last one', PATIENCE, async () => {
    const { repository, before, head } = scene();
    const job = new PlayedJob(repository.folder, { name: 'push', payload: { before, after: head } });
    const step = await job.main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
  });

  test('the first push of a branch, with zeros before: what the default branch lacks', PATIENCE, async () => {
    const { repository, head } = scene();
    repository.git('update-ref', 'refs/remotes/origin/main', 'main');
    const payload = { before: ZEROS, after: head, repository: { default_branch: 'main' } };
    const step = await new PlayedJob(repository.folder, { name: 'push', payload }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
  });

  test('the first push of all: everything', PATIENCE, async () => {
    const { repository, head } = scene();
    const payload = { before: ZEROS, after: head };
    const step = await new PlayedJob(repository.folder, { name: 'push', payload }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2', 'old.cfg:1'] });
  });

  test('a force push, whose old commit is nowhere: never less than what is new', PATIENCE, async () => {
    const { repository, head } = scene();
    repository.git('update-ref', 'refs/remotes/origin/main', 'main');
    const payload = { before: 'd'.repeat(40), after: head, repository: { default_branch: 'main' } };
    const step = await new PlayedJob(repository.folder, { name: 'push', payload }).main({});
    expect(step.code).toBe(1);
    expect(places(step)).toContain('new.cfg:2');
  });

  test('a merge queue: the commits of the group', PATIENCE, async () => {
    const { repository, before, head } = scene();
    const payload = { merge_group: { base_sha: before, head_sha: head } };
    const step = await new PlayedJob(repository.folder, { name: 'merge_group', payload }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
  });

  test('a tag: what the default branch lacks', PATIENCE, async () => {
    const { repository, head } = scene();
    repository.git('tag', 'v1');
    repository.git('update-ref', 'refs/remotes/origin/main', 'main');
    const payload = { before: ZEROS, after: head, ref: 'refs/tags/v1', repository: { default_branch: 'main' } };
    const env = { GITHUB_REF: 'refs/tags/v1', GITHUB_REF_TYPE: 'tag' };
    const step = await new PlayedJob(repository.folder, { name: 'push', payload, env }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2'] });
  });

  test('a schedule: the whole history', PATIENCE, async () => {
    const { repository } = scene();
    const step = await new PlayedJob(repository.folder, { name: 'schedule', payload: {} }).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2', 'old.cfg:1'] });
  });

  test('nothing is on the runner but the action itself', PATIENCE, async () => {
    const { repository } = scene();
    const event = { name: 'schedule' };
    const step = await new PlayedJob(repository.folder, event, actionAlone()).main({});
    expect({ code: step.code, places: places(step) }).toEqual({ code: 1, places: ['new.cfg:2', 'old.cfg:1'] });
    showsNothing(step);
  });
});

describe('a shallow clone', () => {
  function shallow(origin: TestRepository): TestRepository {
    const clone = new TestRepository();
    clone.git('remote', 'add', 'origin', pathToFileURL(origin.folder).href);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'feature');
    clone.git('checkout', '--quiet', 'FETCH_HEAD');
    return clone;
  }

  test('is deepened as far as is needed', PATIENCE, async () => {
    const { repository, before, head } = scene();
    repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = shallow(repository);
    expect(clone.git('rev-list', '--count', 'HEAD')).toBe('1');
    const payload = { pull_request: { base: { sha: before, ref: 'main' }, head: { sha: head } } };
    const step = await new PlayedJob(clone.folder, { name: 'pull_request', payload }).main({});
    expect({ code: step.code, places: places(step), state: step.outputs.state }).toEqual({
      code: 1,
      places: ['new.cfg:2'],
      state: 'complete',
    });
    expect(step.log).toContain('the clone was shallow and was deepened');
  });

  test('that cannot be deepened is never green, and the log says what to write', PATIENCE, async () => {
    const origin = new TestRepository();
    const before = origin.commitFile('a', 'x\n');
    origin.git('switch', '--quiet', '--create', 'feature');
    origin.commitFile('b', 'y\n');
    const head = origin.commitFile('c', 'z\n');
    const clone = shallow(origin);
    clone.git('remote', 'set-url', 'origin', pathToFileURL(join(temporaryFolder(), 'gone')).href);
    const payload = { pull_request: { base: { sha: before, ref: 'main' }, head: { sha: head } } };
    const step = await new PlayedJob(clone.folder, { name: 'pull_request', payload }).main({});
    expect(step.code).toBe(3);
    expect(step.log).toContain('could not be deepened');
    expect(step.log).toContain('fetch-depth: 0');
    expect(step.summary).toContain('### keepmum: the scan is incomplete');
  });
});
