import { askGit, type GitPlace } from '../ask-git.js';
import type { RefUpdate } from './ref-update.js';

/** Refs of the repository whose commits the other side has already: a remote's, or all on a server itself. */
function knownIds(git: GitPlace, pattern: string): readonly string[] {
  const { output } = askGit(git, ['for-each-ref', '--format=%(objectname)', pattern]);
  return output === undefined || output === '' ? [] : output.split('\n');
}

/** Those of the ids that are here: somebody else may have pushed meanwhile, and what that brought is not. */
function idsThatAreHere(git: GitPlace, ids: readonly string[]): readonly string[] {
  const format = '--batch-check=%(objectname)';
  const { output = '' } = askGit(git, ['cat-file', format], ids.map((id) => `${id}\n`).join(''));
  return output.split('\n').filter((line) => line !== '' && !line.endsWith(' missing'));
}

/**
 * The commits that a push brings: those that the new ids lead to, without those that the other side has.
 *
 * @param known pattern of refs that stand for what the other side has, or `undefined` when nothing tells
 * @returns ids; those that are left out, with all that they lead to, start with `^`
 */
export function pushedTips(git: GitPlace, updates: readonly RefUpdate[], known: string | undefined): readonly string[] {
  if (updates.length === 0) return [];
  const replaced = idsThatAreHere(
    git,
    updates.flatMap(({ from }) => from ?? []),
  );
  const leftOut = [...replaced, ...(known === undefined ? [] : knownIds(git, known))];
  return [...new Set([...updates.map(({ to }) => to), ...leftOut.map((id) => `^${id}`)])];
}
