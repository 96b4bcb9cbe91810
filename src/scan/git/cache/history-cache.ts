import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../../../core/asset-folder.js';
import type { ScanRequest } from '../../request.js';
import type { HistoryTally } from '../history/history-tally.js';
import type { HistoryWish } from '../history/history-wish.js';
import type { LineBatch } from '../history/line-batches.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { Repository } from '../repository.js';
import { type CleanKind, type Cover, SeenCache, type SeenTotals } from './seen-cache.js';

/** What one scan of a history has to do with the cache. */
export class HistoryCache {
  readonly #cache: SeenCache;
  /** Of a part of a history only single blobs are known: what a tip covers may lie outside of the part. */
  readonly #extent: 'whole' | 'part';
  readonly #gone = new Set<string>();
  readonly #left: Record<CleanKind, number> = { text: 0, binary: 0 };

  private constructor(cache: SeenCache, extent: 'whole' | 'part') {
    this.#cache = cache;
    this.#extent = extent;
  }

  /** @param onWarning told of a cache that cannot be used; the scan then reads everything */
  static open(request: ScanRequest, wish: HistoryWish, onWarning: (text: string) => void): HistoryCache | undefined {
    if (wish.cacheFolder === undefined) return undefined;
    const { cache, damage } = SeenCache.load(wish.cacheFolder, keyOf(request, wish));
    if (damage !== undefined) onWarning(`the cache is not used: ${damage}`);
    const isPart = wish.range !== undefined || wish.tips !== undefined || wish.since !== undefined;
    return new HistoryCache(cache, isPart ? 'part' : 'whole');
  }

  get coversSomething(): boolean {
    return this.#extent === 'whole' && this.#cache.coversSomething;
  }

  /** Whether nothing at all has to be listed. @param tips ids, one a line, as for `git rev-list --stdin` */
  coversAll(repository: Repository, tips: string): boolean {
    const covered = new Set(this.#coverOf(repository)?.tips);
    return covered.size > 0 && tips.split('\n').every((id) => id === '' || covered.has(id));
  }

  /** Tips below which nothing has to be listed, for `git rev-list --stdin`. */
  exclusionsIn(repository: Repository): string {
    const tips = this.#coverOf(repository)?.tips ?? [];
    // git names a tip that is gone as a missing object, though nobody asked for it.
    for (const id of tips) this.#gone.add(`?${id}`);
    return tips.map((id) => `^${id}\n`).join('');
  }

  /** Objects that had findings, to be read again. */
  dirtyIn(repository: Repository): LineBatch {
    const dirty = this.#coverOf(repository)?.dirty ?? [];
    return { lines: Buffer.from(dirty.map((line) => `${line}\n`).join(''), 'latin1'), count: dirty.length };
  }

  /** Leaves out blobs that were clean. */
  filter({ lines }: LineBatch): LineBatch {
    const wanted = lines
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '' && !this.#gone.has(line) && !this.#leavesOut(line));
    return { lines: Buffer.from(wanted.map((line) => `${line}\n`).join(''), 'latin1'), count: wanted.length };
  }

  #leavesOut(line: string): boolean {
    const kind = this.#cache.cleanKindOf(line);
    if (kind !== undefined) this.#left[kind]++;
    return kind !== undefined;
  }

  /** Ids of the same. */
  dirtyIdsIn(repository: Repository): ReadonlySet<string> {
    return new Set((this.#coverOf(repository)?.dirty ?? []).map((line) => line.split(' ', 1)[0] ?? ''));
  }

  /** Blobs and commits that this run did not have to read. */
  sparedIn(repository: Repository): SeenTotals {
    const { commits, blobs, bytes, skipped } = this.#coverOf(repository)?.totals ?? NOTHING;
    const { text, binary } = this.#left;
    return { commits, blobs: blobs + text, bytes, skipped: sumOf(skipped, binary > 0 ? { binary } : {}) };
  }

  /**
   * @param covered the tips, when everything that they lead to was read
   * @returns what went wrong, if anything did
   */
  remember(
    repository: Repository,
    { clean, binary, found, totals }: Pick<HistoryTally, 'clean' | 'binary' | 'found' | 'totals'>,
    covered: readonly string[] | undefined,
  ): string | undefined {
    this.#cache.addClean(clean, 'text');
    this.#cache.addClean(binary, 'binary');
    if (covered !== undefined && this.#extent === 'whole') {
      this.#cache.setCover(nameOf(repository), {
        tips: covered,
        dirty: found.map(({ id, path }) => (path === '' ? id : `${id} ${path}`)),
        totals: cleanTotals(found, totals, this.sparedIn(repository)),
      });
    }
    return this.#cache.save();
  }

  #coverOf(repository: Repository): Cover | undefined {
    return this.#extent === 'whole' ? this.#cache.coverOf(nameOf(repository)) : undefined;
  }
}

/** What had findings will be read, and counted, again. */
function cleanTotals(found: readonly ObjectWithDiscoveries[], read: SeenTotals, spared: SeenTotals): SeenTotals {
  const ofKind = (kind: string) => found.filter((one) => one.kind === kind).length;
  return {
    commits: spared.commits + read.commits - ofKind('commit'),
    blobs: spared.blobs + read.blobs - ofKind('blob'),
    bytes: spared.bytes + read.bytes - found.reduce((sum, { bytes }) => sum + bytes, 0),
    skipped: sumOf(spared.skipped, read.skipped),
  };
}

const NOTHING: SeenTotals = { commits: 0, blobs: 0, bytes: 0, skipped: {} };

function sumOf(a: SeenTotals['skipped'], b: SeenTotals['skipped']): SeenTotals['skipped'] {
  const reasons = Object.keys({ ...a, ...b }) as (keyof SeenTotals['skipped'])[];
  return Object.fromEntries(reasons.map((reason) => [reason, (a[reason] ?? 0) + (b[reason] ?? 0)]));
}

/** Where a repository is, hashed; what another one covered is of no use in it. */
function nameOf({ commonFolder }: Repository): string {
  return createHash('sha256').update(commonFolder).digest('hex').slice(0, 16);
}

/** Rules, settings and the engine itself: with any other of them, something else may be found. */
function keyOf({ rules, binary, inlineAllow, maxFileSize }: ScanRequest, { maxBlobSize }: HistoryWish): string {
  const engine = readFileSync(join(assetFolder(), 'history-worker.cjs'));
  const settings = JSON.stringify([rules.hash, binary, inlineAllow, maxBlobSize || maxFileSize]);
  return createHash('sha256').update(engine).update(settings).digest('hex');
}
