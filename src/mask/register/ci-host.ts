/** A service that runs pipelines and shows their logs. */
export type CiHost = 'github' | 'azure' | 'gitlab' | 'buildkite' | 'teamcity';

/** What each host sets in every job, by its own documentation. */
const MARKS: readonly (readonly [host: CiHost, variable: string])[] = [
  ['github', 'GITHUB_ACTIONS'],
  ['azure', 'TF_BUILD'],
  ['gitlab', 'GITLAB_CI'],
  ['buildkite', 'BUILDKITE'],
  ['teamcity', 'TEAMCITY_VERSION'],
];

/** The host whose job has this environment; undefined outside of any we know. */
export function findCiHost(env: Readonly<Record<string, string | undefined>>): CiHost | undefined {
  return MARKS.find(([, variable]) => !['', 'false', undefined].includes(env[variable]?.toLowerCase()))?.[0];
}
