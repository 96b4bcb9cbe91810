import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../../../core/asset-folder.js';
import type { LocatedDiscovery } from '../../gather.js';
import type { ScanRequest } from '../../request.js';
import type { HistoryTally } from '../history/history-tally.js';
import type { HistoryWish } from '../history/history-wish.js';
import type { Tips } from '../history/select-tips.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { Repository } from '../repository.js';
import { howCovered } from './how-covered.js';
import { Recollection } from './recollection.js';
import { SeenCache } from './seen-cache.js';

/** Places that are kept; where there are more, they are looked for anew. */
const PLACES = 20_000;

/** What one scan of a history has to do with the cache. */
export class HistoryCache {
  readonly #cache: SeenCache;
  readonly #request: ScanRequest;
  readonly #wish: HistoryWish;

  private constructor(cache: SeenCache, request: ScanRequest, wish: HistoryWish) {
    this.#cache = cache;
    this.#request = request;
    this.#wish = wish;
  }

  /** @param onWarning told of a cache that cannot be used; the scan then reads everything */
  static open(request: ScanRequest, wish: HistoryWish, onWarning: (text: string) => void): HistoryCache | undefined {
    if (wish.cacheFolder === undefined) return undefined;
    const { cache, damage } = SeenCache.load(wish.cacheFolder, keyOf(request, wish));
    if (damage !== undefined) onWarning(`the cache is not used: ${damage}`);
    return new HistoryCache(cache, request, wish);
  }

  get coversSomething(): boolean {
    return this.#isWhole && this.#cache.coversSomething;
  }

  /** Of a part of a history only single blobs are known: what a tip covers may lie outside of the part. */
  get #isWhole(): boolean {
    const { range, tips, since, unreachable } = this.#wish;
    return range === undefined && tips === undefined && since === undefined && unreachable === 'left-out';
  }

  /** What is known of the history that these tips lead to. */
  async recall(repository: Repository, tips: Tips): Promise<Recollection> {
    const cover = this.#isWhole ? this.#cache.coverOf(this.#nameOf(repository)) : undefined;
    const extent = cover === undefined ? 'none' : await howCovered(repository, tips, cover);
    const values = this.#request.values === 'revealed' ? 'wanted' : 'left-out';
    return new Recollection(this.#cache, { extent, cover, values, digest: this.#digestOf(tips) });
  }

  /**
   * @param placed what was found, as it will be reported
   * @returns what went wrong, if anything did
   */
  remember(
    repository: Repository,
    tips: Tips,
    { clean, binary, found, totals, regexEngine, isIncomplete }: HistoryTally,
    placed: readonly LocatedDiscovery[],
  ): string | undefined {
    this.#cache.addClean(clean, 'text');
    this.#cache.addClean(binary, 'binary');
    // Tips count as covered only when everything below them was asked for and read.
    if (this.#isWhole && !isIncomplete) {
      const digest = this.#digestOf(tips);
      const isKept = digest !== undefined && placed.length <= PLACES;
      this.#cache.setCover(this.#nameOf(repository), {
        tips: tips.ids,
        found: found.map(({ elsewhere: _, ...object }) => withoutValues(object)),
        totals,
        regexEngine,
        ...(isKept && { placed: { digest, discoveries: placed.map(withoutValue) } }),
      });
    }
    return this.#cache.save();
  }

  /** Names of branches and what HEAD holds are told of every finding. */
  #digestOf({ names }: Tips): string | undefined {
    if (names === undefined) return undefined;
    return digestOf(JSON.stringify([names, this.#wish.occurrences, this.#request.confidence]));
  }

  /** Where a repository is and which refs were meant, hashed: it only says where to look, the tips decide. */
  #nameOf({ commonFolder }: Repository): string {
    return digestOf(JSON.stringify([commonFolder, this.#wish.refs, this.#wish.branches]));
  }
}

function withoutValues(object: ObjectWithDiscoveries): ObjectWithDiscoveries {
  return { ...object, discoveries: object.discoveries.map(withoutValue) };
}

function withoutValue<T extends { readonly revealed?: string }>({ revealed: _, ...rest }: T) {
  return rest;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Rules, settings and the engine itself: with any other of them, something else may be found or told. */
function keyOf({ rules, binary, inlineAllow, maxFileSize, lineHashes }: ScanRequest, { maxBlobSize }: HistoryWish) {
  const engine = readFileSync(join(assetFolder(), 'history-worker.cjs'));
  const settings = JSON.stringify([rules.hash, binary, inlineAllow, maxBlobSize || maxFileSize, lineHashes]);
  return createHash('sha256').update(engine).update(settings).digest('hex');
}
