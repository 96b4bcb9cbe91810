import type { LocatedDiscovery } from '../../gather.js';
import { locateDiscoveries } from '../attribute/locate-discoveries.js';
import type { HistoryWorkerStart } from './history-message.js';
import type { HistoryTally } from './history-tally.js';
import type { HistoryWish } from './history-wish.js';
import type { Origins } from './origins.js';
import { judgeAtOtherPaths } from './other-paths.js';

/**
 * Everything that was found, at its places.
 *
 * @param tally told of commits that cannot be read
 */
export async function locateFound(
  tally: HistoryTally,
  origins: Origins,
  occurrences: HistoryWish['occurrences'],
  start: HistoryWorkerStart,
): Promise<readonly LocatedDiscovery[]> {
  const { found } = tally;
  const attribution = await origins.of(found);
  const { failure } = attribution;
  if (failure !== undefined) {
    tally.miss('commits of the findings', 'git-failed', failure.complaint.split('\n', 1)[0] ?? '');
  }
  return locateDiscoveries(await judgeAtOtherPaths(found, attribution, start), attribution, occurrences);
}
