import type { OptionSpec } from '../command.js';

const GIT = 'Git instead of files';
const LOGS = 'Build logs';

/** Flags of `keepmum scan` that say which part of a git repository is read. */
export const SCAN_SOURCE_OPTIONS = [
  {
    name: 'history',
    summary: 'read every commit of the repository PATH',
    details:
      'Each content is read once, from all refs, stashes and notes, and so are messages and authors of commits and tags. A finding names the commit that brought it. What is missing, or cut off in a shallow clone, makes the scan incomplete.',
    group: GIT,
  },
  {
    name: 'staged',
    summary: 'read what a commit would record now',
    details:
      'Reads exactly the bytes in the index, for a pre-commit hook. Only secrets on lines that the commit adds are findings; others in the same files are mentioned.',
    group: GIT,
  },
  {
    name: 'range',
    value: 'RANGE',
    summary: 'read only these commits, as in main..HEAD',
    details:
      'auto takes the range that a CI run is about, from the variables of GitHub, GitLab, Bitbucket, Azure, Buildkite, CircleCI or Jenkins.',
    group: GIT,
  },
  {
    name: 'since',
    value: 'DATE',
    summary: 'read only what commits after this date brought',
    details: 'As git understands it: 2026-01-31, 2.weeks.ago.',
    group: GIT,
  },
  {
    name: 'branch',
    value: 'NAME',
    times: 'many',
    summary: 'read only what this branch leads to',
    group: GIT,
  },
  {
    name: 'refs',
    value: 'PATTERN',
    times: 'many',
    summary: 'read only what these refs lead to, as in refs/tags/*',
    group: GIT,
  },
  {
    name: 'unreachable',
    summary: 'read dropped commits too, which no ref leads to any more',
    group: GIT,
  },
  {
    name: 'max-blob-size',
    value: 'SIZE',
    default: 'no limit',
    summary: 'skip larger contents in a history or index, as in 500K or 10M',
    group: GIT,
  },
  {
    name: 'occurrences',
    value: 'WHICH',
    choices: ['first', 'all'],
    default: 'first',
    summary: 'list where a secret first came into each path, or every version of it',
    group: GIT,
  },
  {
    name: 'recurse-submodules',
    summary: 'read the histories of submodules too',
    details: 'Without it they are named.',
    group: GIT,
  },
  {
    name: 'cache',
    value: 'FOLDER',
    completes: 'folder',
    summary: 'remember there which contents of a history were clean',
    details: 'The next run does not read them again, as long as rules and version are the same. It is safe to lose.',
    group: GIT,
  },
  {
    name: 'log',
    summary: 'read PATH as build logs: sees through timestamps, colours, prefixes and wraps',
    details:
      'Logs of GitHub, GitLab, Jenkins, Azure, CircleCI, Buildkite, Travis, Drone, TeamCity and act are recognised by their content; gzip, Zstandard and the zip of a run are unpacked. A finding names job and step. Without PATH, standard input is read.',
    group: LOGS,
  },
] as const satisfies readonly OptionSpec[];
