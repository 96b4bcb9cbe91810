import type { Tips } from '../history/select-tips.js';
import { askGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';

/** What was read before of what is wanted now: all of it, a part and nothing else, or who knows. */
export type CoverExtent = 'all' | 'part' | 'none';

const LEFT_BEHIND = ['rev-list', '--objects', '--no-object-names', '--stdin'];

/**
 * After a history was rewritten, or a branch or tag deleted, what was read is more than what is left; then nobody
 * knows how much of it still counts, and it is listed anew.
 *
 * @param before tips of which everything was read
 */
export async function howCovered({ site }: Repository, { ids }: Tips, before: readonly string[]): Promise<CoverExtent> {
  const now = new Set(ids);
  const moved = before.filter((id) => !now.has(id));
  if (moved.length === 0) return new Set(before).size === now.size ? 'all' : 'part';
  const input = [...moved, ...ids.map((id) => `^${id}`)].map((line) => `${line}\n`).join('');
  const { code, output } = await askGit(site, LEFT_BEHIND, input);
  // git fails when one is gone.
  return code === 0 && output === '' ? 'part' : 'none';
}
