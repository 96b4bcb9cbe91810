import type { ScanRequest } from '../../request.js';
import type { ScanHandlers } from '../../scan.js';
import type { Tally } from '../../tally.js';
import { attribute } from '../attribute/introductions.js';
import { locateDiscoveries } from '../attribute/locate-discoveries.js';
import type { GitSite } from '../process/start-git.js';
import { openRepository, type Repository } from '../repository.js';
import { HistoryPool } from './history-pool.js';
import { HistoryTally } from './history-tally.js';
import type { HistoryWish } from './history-wish.js';
import { type ListEnd, readObjects } from './read-objects.js';
import { selectTips, type Tips } from './select-tips.js';

/** What all repositories of one scan share. */
export interface HistoryRun {
  readonly request: ScanRequest;
  readonly wish: HistoryWish;
  readonly handlers: ScanHandlers;
  readonly tally: Tally;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/**
 * Scans one repository and adds what it finds to the tally.
 *
 * @param folder as a person typed it
 * @param prefix stands before every path in the report
 */
export async function scanRepository(run: HistoryRun, folder: string, prefix: string): Promise<void> {
  const { request, wish } = run;
  const site: GitSite = { folder, environment: request.environment, repository: wish.repository ?? 'folder' };
  const opening = openRepository(site, folder);
  const tally = new HistoryTally(run.tally, prefix);
  // The threads start while git still thinks about what to read.
  const pool = new HistoryPool(request.jobs, startOf(request, wish, site), (answer) => tally.add(answer));
  let repository: Repository;
  let tips: Tips;
  try {
    repository = await opening;
    tips = await selectTips(repository, wish);
    const end = await readObjects(repository, tips, pool, optionsOf(run));
    if (end.kind === 'late') tally.stop();
    await pool.finish(end.kind === 'late' ? 'stop' : 'end');
    nameWhatIsMissing(run.tally, repository, end, prefix);
  } finally {
    await pool.close();
  }
  const { found } = tally;
  if (found.length === 0) return;
  const idsOf = (kind: 'blob' | 'commit') => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
  const attribution = await attribute(repository, tips.input, idsOf('blob'), idsOf('commit'));
  if (attribution.failure !== undefined) {
    run.tally.miss(
      `${prefix}commits of the findings`,
      'git-failed',
      attribution.failure.complaint.split('\n', 1)[0] ?? '',
    );
  }
  run.tally.discoveries.push(...locateDiscoveries(found, attribution, wish.occurrences, prefix));
}

function startOf(request: ScanRequest, wish: HistoryWish, site: GitSite) {
  const { rules, binary, maxFileSize, values, inlineAllow, lineHashes } = request;
  return {
    settings: { rules, binary, maxFileSize, values, inlineAllow, lineHashes },
    limits: {
      maxBlobSize: wish.maxBlobSize,
      cleanIds: wish.cacheFolder === undefined ? 'unwanted' : 'wanted',
    } as const,
    site: { ...site, environment: { ...site.environment } },
  };
}

function optionsOf({ deadline, tally, handlers }: HistoryRun) {
  return {
    deadline,
    filter: <Batch>(batch: Batch) => batch,
    onBatch: () => handlers.onProgress?.(tally.progress),
  };
}

/** A history that is not all there is never a complete one. */
function nameWhatIsMissing(tally: Tally, repository: Repository, end: ListEnd, prefix: string): void {
  const name = prefix === '' ? repository.name : prefix.slice(0, -1);
  if (repository.depth === 'shallow') tally.miss(name, 'history-cut', 'the clone is shallow');
  if (end.kind === 'cut') tally.miss(name, 'git-failed', end.detail);
  if (end.kind === 'late') tally.miss(name, 'time-limit', end.detail);
}
