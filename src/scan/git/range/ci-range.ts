import type { Environment } from '../../sources/ignored-paths.js';

/** The commits that a CI run is about: everything since `bases`, of which the first that is known counts. */
export interface CiRange {
  readonly host: string;
  /** Ids or names, the best first. */
  readonly heads: readonly string[];
  /** Ids, or `branch:NAME`; none when the host does not say what came before. */
  readonly bases: readonly string[];
}

/** The parts of GitHub's event file that are looked at. */
interface GitHubEvent {
  readonly pull_request?: {
    readonly base?: { readonly sha?: string; readonly ref?: string };
    readonly head?: { readonly sha?: string };
  };
  readonly merge_group?: { readonly base_sha?: string; readonly head_sha?: string };
  readonly before?: string;
  readonly after?: string;
  readonly repository?: { readonly default_branch?: string };
}

type Words = readonly (string | undefined)[];

/**
 * Reads the variables of GitHub, GitLab, Bitbucket, Azure Pipelines, Buildkite, CircleCI and Jenkins.
 *
 * @param event the text of the file that GITHUB_EVENT_PATH names
 * @returns `undefined` where no CI is known
 */
export function ciRange(env: Environment, event: string | undefined): CiRange | undefined {
  if (env.GITHUB_ACTIONS !== undefined) return gitHub(env, parseEvent(event));
  if (env.GITLAB_CI !== undefined) return gitLab(env);
  if (env.BITBUCKET_COMMIT !== undefined) {
    const bases = [env.BITBUCKET_PR_DESTINATION_COMMIT, branch(env.BITBUCKET_PR_DESTINATION_BRANCH)];
    return range('Bitbucket', [env.BITBUCKET_COMMIT], bases);
  }
  if (env.TF_BUILD !== undefined) {
    const heads = [env.SYSTEM_PULLREQUEST_SOURCECOMMITID, env.BUILD_SOURCEVERSION];
    return range('Azure Pipelines', heads, [branch(env.SYSTEM_PULLREQUEST_TARGETBRANCH)]);
  }
  if (env.BUILDKITE !== undefined) {
    const bases = [env.BUILDKITE_PULL_REQUEST_BASE_BRANCH || undefined, env.BUILDKITE_PIPELINE_DEFAULT_BRANCH].map(
      branch,
    );
    return range('Buildkite', [env.BUILDKITE_COMMIT], bases);
  }
  if (env.CIRCLECI !== undefined) return range('CircleCI', [env.CIRCLE_SHA1], []);
  if (env.JENKINS_URL !== undefined) {
    const bases = [branch(env.CHANGE_TARGET), env.GIT_PREVIOUS_SUCCESSFUL_COMMIT, env.GIT_PREVIOUS_COMMIT];
    return range('Jenkins', [env.GIT_COMMIT], bases);
  }
  return undefined;
}

function gitHub(env: Environment, event: GitHubEvent): CiRange {
  const { pull_request: pull, merge_group: group, before, after, repository } = event;
  const fallback = branch(repository?.default_branch);
  if (pull !== undefined) {
    return range(
      'GitHub',
      [pull.head?.sha, env.GITHUB_SHA],
      [pull.base?.sha, branch(pull.base?.ref ?? env.GITHUB_BASE_REF)],
    );
  }
  if (group !== undefined) return range('GitHub', [group.head_sha, env.GITHUB_SHA], [group.base_sha, fallback]);
  return range('GitHub', [after, env.GITHUB_SHA], [before, fallback]);
}

function gitLab(env: Environment): CiRange {
  const heads = [env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA, env.CI_COMMIT_SHA];
  const ofMergeRequest = [env.CI_MERGE_REQUEST_DIFF_BASE_SHA, branch(env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME)];
  return range('GitLab', heads, [...ofMergeRequest, env.CI_COMMIT_BEFORE_SHA, branch(env.CI_DEFAULT_BRANCH)]);
}

/** A new branch has an id of zeros, or nothing, before it. */
function range(host: string, heads: Words, bases: Words): CiRange {
  const isGiven = (word: string | undefined): word is string => word !== undefined && word !== '' && !/^0+$/.test(word);
  return { host, heads: heads.filter(isGiven), bases: bases.filter(isGiven) };
}

function branch(name: string | undefined): string | undefined {
  return name === undefined || name === '' ? undefined : `branch:${name.replace(/^refs\/heads\//, '')}`;
}

function parseEvent(text: string | undefined): GitHubEvent {
  if (text === undefined) return {};
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === 'object' && event !== null ? event : {};
  } catch {
    return {};
  }
}
