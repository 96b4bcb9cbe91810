import { askGit, type GitPlace } from '../ask-git.js';

/** The object that a name stands for; `undefined` when git knows none. */
export function idOf(git: GitPlace, name: string): string | undefined {
  return askGit(git, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]).output;
}
