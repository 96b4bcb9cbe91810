import type { MissReason, SkipReason } from '../../coverage.js';
import type { ScanRequest } from '../../request.js';
import { CONFIDENCES, type Confidence } from '../../rules/rule.js';
import type { ScanHandlers } from '../../scan.js';
import type { Tally } from '../../tally.js';
import { type Attribution, attribute } from '../attribute/introductions.js';
import { locateDiscoveries } from '../attribute/locate-discoveries.js';
import { HistoryCache } from '../cache/history-cache.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { GitSite } from '../process/start-git.js';
import { openRepository, type Repository } from '../repository.js';
import { HistoryPool } from './history-pool.js';
import { HistoryTally } from './history-tally.js';
import type { HistoryWish } from './history-wish.js';
import { isDoubtedByPath, judgeAtOtherPaths } from './other-paths.js';
import { type ListEnd, readObjects } from './read-objects.js';
import { selectTips, type Tips } from './select-tips.js';
import { reachesShallowEdge } from './shallow-edge.js';
import { submodulesOf } from './submodules.js';

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
  const opening = openRepository(site, folder);
  const tally = new HistoryTally(run.tally, prefix);
  const cache = HistoryCache.open(request, wish, (text) => run.handlers.onMention?.(text));
  // The threads start while git still thinks about what to read; unless all of it may be known.
  const start = cache?.coversSomething ? 'when-needed' : 'now';
  const pool = new HistoryPool(request.jobs, startOf(request, wish, site), start, (answer) => tally.add(answer));
  let repository: Repository;
  let tips: Tips;
  let early: EarlyOrigins;
  try {
    repository = await opening;
    const again = cache?.dirtyIn(repository);
    if (again !== undefined && again.count > 0) await pool.submit(again.lines, again.count);
    tips = await selectTips(repository, wish);
    early = askEarly(repository, tips, cache?.dirtyIdsIn(repository) ?? new Set());
    const end = await readObjects(repository, tips, pool, optionsOf(run, cache));
    if (end.kind === 'late') tally.stop();
    await pool.finish(end.kind === 'late' ? 'stop' : 'end');
    const edge = (await reachesShallowEdge(repository, tips)) ? 'reached' : 'untouched';
    for (const { reason, detail } of missingParts(tips, end, edge))
      tally.miss(prefix === '' ? folder : '', reason, detail);
  } finally {
    await pool.close();
  }
  if (cache !== undefined) remember(run, cache, repository, tips, tally);
  if (tally.found.length > 0) await locate(run, repository, tips, tally, prefix, early);
  await scanSubmodules(run, repository, prefix);
}

/** Where objects that had findings in a former run came from; they count only while a tip leads to them. */
interface EarlyOrigins {
  readonly ids: ReadonlySet<string>;
  readonly origins: Promise<Attribution> | undefined;
}

/** What had findings mostly has them again, so git looks for where it came from while it is read. */
function askEarly(repository: Repository, tips: Tips, ids: ReadonlySet<string>): EarlyOrigins {
  const origins = ids.size === 0 ? undefined : attribute(repository, tips.input, ids, ids);
  // Whoever waits for it is told.
  origins?.catch(() => {});
  return { ids, origins };
}

/** Says where what was found came from. What is not sure enough to be shown is only counted, so nobody asks. */
async function locate(
  run: HistoryRun,
  repository: Repository,
  tips: Tips,
  tally: HistoryTally,
  prefix: string,
  early: EarlyOrigins,
): Promise<void> {
  const { request, wish } = run;
  const { found } = tally;
  const isWorthAsking = found.some((object) => isDoubtedByPath(object) || isSure(object, request.confidence));
  if (!isWorthAsking) {
    run.tally.discoveries.push(...locateDiscoveries(found, UNATTRIBUTED, wish.occurrences, prefix));
    return;
  }
  const idsOf = (kind: 'blob' | 'commit') => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
  const isEarly = early.origins !== undefined && found.every(({ id }) => early.ids.has(id));
  const attribution = await (isEarly
    ? early.origins
    : attribute(repository, tips.input, idsOf('blob'), idsOf('commit')));
  const { commits, introductions, failure } = attribution;
  if (failure !== undefined) {
    tally.miss('commits of the findings', 'git-failed', failure.complaint.split('\n', 1)[0] ?? '');
  }
  const isThere = (id: string) =>
    failure !== undefined || commits.has(id) || introductions.has(id) || !early.ids.has(id);
  const there = found.filter(({ id }) => isThere(id));
  const objects = await judgeAtOtherPaths(there, attribution, startOf(request, wish, repository.site));
  run.tally.discoveries.push(...locateDiscoveries(objects, attribution, wish.occurrences, prefix));
}

const UNATTRIBUTED: Attribution = { introductions: new Map(), commits: new Map(), failure: undefined };

function isSure({ discoveries }: ObjectWithDiscoveries, gate: Confidence): boolean {
  return discoveries.some(({ confidence }) => CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(gate));
}

/** Tips count as covered only when everything below them was asked for and read. */
function remember(run: HistoryRun, cache: HistoryCache, repository: Repository, tips: Tips, tally: HistoryTally): void {
  const spared = cache.sparedIn(repository);
  run.tally.addHistory(spared);
  for (const [reason, count] of Object.entries(spared.skipped)) run.tally.skip(reason as SkipReason, count);
  const isAll = run.wish.since === undefined && !tips.input.includes('^') && !tally.isIncomplete;
  const covered = isAll ? tips.input.split('\n').filter((id) => id !== '') : undefined;
  const problem = cache.remember(repository, tally, covered);
  if (problem !== undefined) run.handlers.onMention?.(`the cache is not kept: ${problem}`);
}

async function scanSubmodules(run: HistoryRun, repository: Repository, prefix: string): Promise<void> {
  const isPart = run.wish.range !== undefined || run.wish.tips !== undefined;
  for (const { path, folder } of isPart ? [] : await submodulesOf(repository)) {
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

function optionsOf({ deadline, tally, handlers }: HistoryRun, cache: HistoryCache | undefined) {
  return {
    deadline,
    cache,
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
