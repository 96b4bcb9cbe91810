import type { Tips } from '../history/select-tips.js';
import { askGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import type { Cover } from './seen-cache.js';

/** What was read before of what is wanted now: all of it, a part and nothing else, or who knows. */
export type CoverExtent = 'all' | 'part' | 'none';

const LEFT_BEHIND = ['rev-list', '--objects', '--no-object-names', '--stdin'];
const EXISTENCE = ['cat-file', '--batch-check=%(objectname)', '--buffer'];
const MISSING = / missing$/m;

/**
 * After a history was rewritten, or a branch or tag deleted, what was read is more than what is left; then nobody
 * knows how much of it still counts, and it is listed anew. So it is when a tip or an object with findings is gone: a
 * repository that lost its objects is not as it was.
 */
export async function howCovered(repository: Repository, { ids }: Tips, { tips, found }: Cover): Promise<CoverExtent> {
  const now = new Set(ids);
  const moved = tips.filter((id) => !now.has(id));
  const isSame = moved.length === 0 && new Set(tips).size === now.size;
  const [left, objects] = await Promise.all([
    moved.length === 0 ? NOTHING : ask(repository, LEFT_BEHIND, [...moved, ...ids.map((id) => `^${id}`)]),
    ask(repository, EXISTENCE, [...ids, ...found.map(({ id }) => id)]),
  ]);
  // git fails when one of those that moved is gone.
  const isWithin = left.code === 0 && left.output === '';
  const isThere = objects.code === 0 && !MISSING.test(objects.output);
  if (!isWithin || !isThere) return 'none';
  return isSame ? 'all' : 'part';
}

const NOTHING = { code: 0, output: '' };

function ask({ site }: Repository, args: readonly string[], lines: readonly string[]) {
  return askGit(site, args, lines.map((line) => `${line}\n`).join(''));
}
