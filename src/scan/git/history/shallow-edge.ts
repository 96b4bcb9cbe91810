import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import type { Tips } from './select-tips.js';

/**
 * Whether what was asked for reaches the edge of a shallow clone, behind which commits are missing. A range that ends
 * before that is whole.
 */
export async function reachesShallowEdge(repository: Repository, tips: Tips): Promise<boolean> {
  if (repository.depth === 'full') return false;
  const edge = new Set(readFileSync(join(repository.commonFolder, 'shallow'), 'latin1').split('\n'));
  const { output } = await askGit(repository.site, ['rev-list', '--stdin'], tips.input);
  return output.split('\n').some((id) => id !== '' && edge.has(id));
}
