import type { LocatedDiscovery } from '../../gather.js';
import { CONFIDENCES, type Confidence } from '../../rules/rule.js';
import { type Attribution, attribute } from '../attribute/introductions.js';
import { locateDiscoveries } from '../attribute/locate-discoveries.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { Repository } from '../repository.js';
import type { HistoryWorkerStart } from './history-message.js';
import type { HistoryTally } from './history-tally.js';
import type { HistoryWish } from './history-wish.js';
import { isDoubtedByPath, judgeAtOtherPaths } from './other-paths.js';
import type { Tips } from './select-tips.js';

/** What telling where something came from needs besides the repository. */
export interface LocateOptions {
  readonly confidence: Confidence;
  readonly occurrences: HistoryWish['occurrences'];
  readonly start: HistoryWorkerStart;
}

const UNATTRIBUTED: Attribution = { introductions: new Map(), commits: new Map(), failure: undefined };

/**
 * Says where what was found came from. What is not sure enough to be shown is only counted, so nobody asks.
 *
 * @param tally told of commits that cannot be read
 */
export async function locateFound(
  repository: Repository,
  tips: Tips,
  tally: HistoryTally,
  { confidence, occurrences, start }: LocateOptions,
): Promise<readonly LocatedDiscovery[]> {
  const { found } = tally;
  const isWorthAsking = found.some((object) => isDoubtedByPath(object) || isSure(object, confidence));
  if (!isWorthAsking) return locateDiscoveries(found, UNATTRIBUTED, occurrences);
  const idsOf = (kind: 'blob' | 'commit') => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
  const attribution = await attribute(repository, tips.input, idsOf('blob'), idsOf('commit'));
  const { failure } = attribution;
  if (failure !== undefined) {
    tally.miss('commits of the findings', 'git-failed', failure.complaint.split('\n', 1)[0] ?? '');
  }
  return locateDiscoveries(await judgeAtOtherPaths(found, attribution, start), attribution, occurrences);
}

function isSure({ discoveries }: ObjectWithDiscoveries, gate: Confidence): boolean {
  return discoveries.some(({ confidence }) => CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(gate));
}
