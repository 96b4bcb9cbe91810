import { askGit, type GitPlace } from '../ask-git.js';

/**
 * Where a remote's branches are kept here: commits on them are at the remote already.
 *
 * @param remote its name, or a URL, of which nothing is kept
 * @returns a pattern for `git for-each-ref`
 */
export function remoteRefs(git: GitPlace, remote: string): string | undefined {
  if (remote === '' || /[\s*?[\\~^:]|\.\./.test(remote)) return undefined;
  const isNamed = askGit(git, ['config', '--get', `remote.${remote}.url`]).output !== undefined;
  return isNamed ? `refs/remotes/${remote}/` : undefined;
}
