import type { MissReason } from '../../coverage.js';
import type { ScanRequest } from '../../request.js';
import type { ScanHandlers } from '../../scan.js';
import type { Tally } from '../../tally.js';
import { HistoryCache } from '../cache/history-cache.js';
import type { Recollection } from '../cache/recollection.js';
import type { GitSite } from '../process/start-git.js';
import { openRepository, type Repository } from '../repository.js';
import { HistoryPool } from './history-pool.js';
import { HistoryTally } from './history-tally.js';
import type { HistoryWish } from './history-wish.js';
import { locateFound } from './locate-found.js';
import { Origins } from './origins.js';
import { type ListEnd, readObjects } from './read-objects.js';
import { askForAllRefs, selectTips, type Tips, wantsAllRefs } from './select-tips.js';
import { reachesShallowEdge } from './shallow-edge.js';
import { askForSubmodules, type Submodule, submodulesOf } from './submodules.js';

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
 * Scans one repository, and its submodules when they are wanted, and adds what it finds to the tally.
 *
 * @param folder as a person typed it
 * @param prefix stands before every path in the report
 */
export async function scanRepository(run: HistoryRun, folder: string, prefix: string): Promise<void> {
  const { request, wish } = run;
  const site: GitSite = { folder, environment: request.environment, repository: wish.repository ?? 'folder' };
  const asked = askGitAtOnce(site, folder, wish);
  const tally = new HistoryTally(run.tally, prefix);
  const cache = HistoryCache.open(request, wish, (text) => run.handlers.onMention?.(text));
  const start = startOf(request, wish, site);
  // The threads start while git still thinks about what to read; unless all of it may be known.
  const when = cache?.coversSomething ? 'when-needed' : 'now';
  let origins: Origins | undefined;
  const pool = new HistoryPool(request.jobs, start, when, (answer) => {
    tally.add(answer);
    origins?.consider(answer.batch.found);
  });
  let repository: Repository;
  let tips: Tips;
  let known: Recollection | undefined;
  try {
    repository = await asked.repository;
    tips = await selectTips(repository, wish, await asked.allRefs);
    known = await cache?.recall(repository, tips);
    origins = new Origins(repository, tips, request.confidence);
    if (known?.placed === undefined) origins.consider(known?.found ?? []);
    const end = await readObjects(repository, tips, pool, optionsOf(run, known));
    if (end.kind === 'late') tally.stop();
    await pool.finish(end.kind === 'late' ? 'stop' : 'end');
    const edge = (await reachesShallowEdge(repository, tips)) ? 'reached' : 'untouched';
    for (const { reason, detail } of missingParts(tips, end, edge))
      tally.miss(prefix === '' ? folder : '', reason, detail);
  } catch (error) {
    origins?.stop();
    throw error;
  } finally {
    await pool.close();
  }
  if (known !== undefined) tally.addKnown(known);
  const placed = known?.placed ?? (await locateFound(tally, origins, wish.occurrences, start));
  for (const one of placed) run.tally.discoveries.push(prefix === '' ? one : { ...one, path: prefix + one.path });
  if (cache !== undefined && known?.placed === undefined) {
    const problem = cache.remember(repository, tips, tally, placed);
    if (problem !== undefined) run.handlers.onMention?.(`the cache is not kept: ${problem}`);
  }
  await scanSubmodules(run, await submodulesOf(repository, await asked.submodules), prefix);
}

/** Each git takes as long to start as to answer, so that all that does not depend on an answer is asked at once. */
function askGitAtOnce(site: GitSite, folder: string, wish: HistoryWish) {
  const isPart = wish.range !== undefined || wish.tips !== undefined;
  const asked = {
    repository: openRepository(site, folder),
    allRefs: wantsAllRefs(wish) ? askForAllRefs(site) : undefined,
    submodules: isPart ? undefined : askForSubmodules(site),
  };
  // Where there is no git or no repository, the first answer says so; nobody has to wait for the others.
  asked.allRefs?.catch(() => {});
  asked.submodules?.catch(() => {});
  return asked;
}

async function scanSubmodules(run: HistoryRun, submodules: readonly Submodule[], prefix: string): Promise<void> {
  for (const { path, folder } of submodules) {
    const name = prefix + path;
    if (run.wish.submodules === 'named') {
      run.tally.skip('submodule');
      run.handlers.onMention?.(`the submodule ${name} was not scanned; --recurse-submodules scans it too`);
    } else if (folder === undefined) {
      run.tally.miss(name, 'unreadable', 'the submodule is not there: git submodule update --init fetches it');
    } else await scanRepository({ ...run, wish: { ...run.wish, refs: 'all' } }, folder, `${name}/`);
  }
}

function startOf(request: ScanRequest, wish: HistoryWish, site: GitSite) {
  const { rules, binary, maxFileSize, values, inlineAllow, lineHashes } = request;
  return {
    settings: { rules, binary, maxFileSize, values, inlineAllow, lineHashes },
    limits: {
      maxBlobSize: wish.maxBlobSize || request.maxFileSize,
      cleanIds: wish.cacheFolder === undefined ? 'unwanted' : 'wanted',
    } as const,
    site: { ...site, environment: { ...site.environment } },
  };
}

function optionsOf({ deadline, tally, handlers }: HistoryRun, known: Recollection | undefined) {
  return {
    deadline,
    known,
    onBatch: () => handlers.onProgress?.(tally.progress),
  };
}

/** A history that is not all there is never a complete one. */
function missingParts(tips: Tips, end: ListEnd, edge: 'reached' | 'untouched') {
  const missing: { reason: MissReason; detail: string }[] = [];
  if (tips.shortfall !== undefined) missing.push({ reason: 'history-cut', detail: tips.shortfall });
  else if (edge === 'reached') missing.push({ reason: 'history-cut', detail: 'the clone is shallow' });
  if (end.kind === 'cut') missing.push({ reason: 'git-failed', detail: end.detail });
  if (end.kind === 'late') missing.push({ reason: 'time-limit', detail: end.detail });
  return missing;
}
