import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ciRange } from '../../../../src/scan/git/range/ci-range.js';
import { gitEnvironment, TestRepository, temporaryFolder } from '../../../fixtures/git/test-repository.js';
import { githubToken } from '../../../fixtures/made-up-tokens.js';
import { scanHistory } from '../scan-git.js';

const zeros = '0'.repeat(40);

describe('what a CI says of itself', () => {
  it.each([
    [
      'GitHub pull request',
      { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'm' },
      { pull_request: { base: { sha: 'b', ref: 'main' }, head: { sha: 'h' } } },
      ['h', 'm'],
      ['b', 'branch:main'],
    ],
    [
      'GitHub push',
      { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'h' },
      { before: 'b', after: 'h', repository: { default_branch: 'main' } },
      ['h', 'h'],
      ['b', 'branch:main'],
    ],
    [
      'GitHub new branch',
      { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'h' },
      { before: zeros, after: 'h', repository: { default_branch: 'main' } },
      ['h', 'h'],
      ['branch:main'],
    ],
    ['GitHub merge queue', { GITHUB_ACTIONS: 'true' }, { merge_group: { base_sha: 'b', head_sha: 'h' } }, ['h'], ['b']],
    [
      'GitLab merge request',
      { GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'b', CI_COMMIT_SHA: 'h', CI_COMMIT_BEFORE_SHA: zeros },
      undefined,
      ['h'],
      ['b'],
    ],
    [
      'GitLab push',
      { GITLAB_CI: 'true', CI_COMMIT_SHA: 'h', CI_COMMIT_BEFORE_SHA: 'b', CI_DEFAULT_BRANCH: 'main' },
      undefined,
      ['h'],
      ['b', 'branch:main'],
    ],
    [
      'Bitbucket',
      { BITBUCKET_COMMIT: 'h', BITBUCKET_PR_DESTINATION_BRANCH: 'main' },
      undefined,
      ['h'],
      ['branch:main'],
    ],
    [
      'Azure',
      { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main', BUILD_SOURCEVERSION: 'h' },
      undefined,
      ['h'],
      ['branch:main'],
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: 'h',
        BUILDKITE_PULL_REQUEST_BASE_BRANCH: '',
        BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
      },
      undefined,
      ['h'],
      ['branch:main'],
    ],
    ['CircleCI', { CIRCLECI: 'true', CIRCLE_SHA1: 'h' }, undefined, ['h'], []],
    ['Jenkins', { JENKINS_URL: 'x', CHANGE_TARGET: 'main', GIT_COMMIT: 'h' }, undefined, ['h'], ['branch:main']],
  ])('%s', (_, environment, event, heads, bases) => {
    expect(ciRange(environment, event && JSON.stringify(event))).toMatchObject({ heads, bases });
  });

  it('nothing, outside of a CI; an event file that is no JSON counts as none', () => {
    expect(ciRange({}, undefined)).toBeUndefined();
    expect(ciRange({ GITHUB_ACTIONS: 'true', GITHUB_SHA: 'h' }, '{')).toMatchObject({ heads: ['h'], bases: [] });
  });
});

describe('--range auto', () => {
  const [old, late, ours] = [githubToken(1), githubToken(2), githubToken(3)];

  /** A branch of one commit off `main`, which went on; a clone of it as a CI makes one. */
  function checkout(...depth: readonly string[]) {
    const upstream = new TestRepository();
    const first = upstream.commitFile('old.cfg', `value = "${old}"\n`);
    upstream.git('switch', '--quiet', '--create', 'topic');
    const head = upstream.commitFile('ours.cfg', `value = "${ours}"\n`);
    upstream.git('switch', '--quiet', 'main');
    const base = upstream.commitFile('late.cfg', `value = "${late}"\n`);
    upstream.git('switch', '--quiet', 'topic');
    const clone = join(temporaryFolder(), 'clone');
    upstream.git('clone', '--quiet', ...depth, `file://${upstream.folder}`, clone);
    return { clone, first, base, head };
  }

  async function scan(clone: string, event: object) {
    const file = join(temporaryFolder(), 'event.json');
    writeFileSync(file, JSON.stringify(event));
    const environment = { ...gitEnvironment, GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: file };
    const result = await scanHistory(clone, { range: 'auto' }, { environment });
    return { found: result.findings.map(({ secret }) => secret.revealed).sort(), coverage: result.coverage };
  }

  it('is what the branch adds since it parted from its base', async () => {
    const { clone, base, head } = checkout();
    const { found, coverage } = await scan(clone, { pull_request: { base: { sha: base }, head: { sha: head } } });
    expect(found).toEqual([ours]);
    expect(coverage).toMatchObject({ state: 'complete', commits: 1 });
  });

  it('of a new branch is what the default branch does not have', async () => {
    const { clone, head } = checkout();
    const event = { before: zeros, after: head, repository: { default_branch: 'main' } };
    expect((await scan(clone, event)).found).toEqual([ours]);
  });

  it('after a force push, when what was there before is gone, starts at the default branch', async () => {
    const { clone, head } = checkout();
    const event = { before: 'f'.repeat(40), after: head, forced: true, repository: { default_branch: 'main' } };
    expect((await scan(clone, event)).found).toEqual([ours]);
  });

  it('without any base is all that leads to the head', async () => {
    const { clone, head } = checkout('--single-branch', '--branch=topic');
    const { found, coverage } = await scan(clone, { before: 'f'.repeat(40), after: head });
    expect(coverage.state).toBe('complete');
    expect(found.length).toBeGreaterThan(0);
  });

  it('in a shallow clone without the base is incomplete, and says so', async () => {
    const { clone, base, head } = checkout('--depth=1', '--single-branch');
    const { found, coverage } = await scan(clone, { pull_request: { base: { sha: base }, head: { sha: head } } });
    expect(found).toContain(ours);
    expect(coverage.state).toBe('incomplete');
    expect(coverage.missed[0]).toMatchObject({ reason: 'history-cut' });
  });

  it('in a shallow clone that goes back far enough is complete', async () => {
    const { clone, first, head } = checkout('--depth=2', '--no-single-branch');
    const { found, coverage } = await scan(clone, { before: first, after: head });
    expect(found).toEqual([ours]);
    expect(coverage.state).toBe('complete');
  });

  it('outside of a CI is refused', async () => {
    const { clone } = checkout();
    await expect(scanHistory(clone, { range: 'auto' })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
