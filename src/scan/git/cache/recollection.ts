import type { LocatedDiscovery } from '../../gather.js';
import type { LineBatch } from '../history/line-batches.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { CoverExtent } from './how-covered.js';
import type { CleanKind, Cover, SeenCache, SeenTotals } from './seen-cache.js';

interface Known {
  readonly extent: CoverExtent;
  readonly cover: Cover | undefined;
  /** Values are in no cache: where they are wanted, what had findings is read again. */
  readonly values: 'wanted' | 'left-out';
  /** Of what decides where findings are said to come from; `undefined` when that is not known. */
  readonly digest: string | undefined;
}

/** What a cache knows of one repository's history, as it is now. */
export class Recollection {
  readonly #cache: SeenCache;
  readonly #known: Known;
  readonly #cover: Cover | undefined;
  readonly #foundIds: ReadonlySet<string>;
  readonly #left: Record<CleanKind, number> = { text: 0, binary: 0 };

  constructor(cache: SeenCache, known: Known) {
    this.#cache = cache;
    this.#known = known;
    this.#cover = known.extent === 'none' ? undefined : known.cover;
    this.#foundIds = new Set(this.#cover?.found.map(({ id }) => id));
  }

  /** How much of the history need not be listed. */
  get extent(): CoverExtent {
    return this.#known.extent;
  }

  get regexEngine() {
    return this.#cover?.regexEngine;
  }

  /** Tips below which nothing has to be listed, for `git rev-list --stdin`. */
  get exclusions(): string {
    return (this.#cover?.tips ?? []).map((id) => `^${id}\n`).join('');
  }

  /** Objects whose findings are known. */
  get found(): readonly ObjectWithDiscoveries[] {
    return this.#known.values === 'left-out' ? (this.#cover?.found ?? []) : [];
  }

  /** Objects with findings that are to be read again. */
  get again(): LineBatch {
    const again = this.#known.values === 'wanted' ? (this.#cover?.found ?? []) : [];
    const lines = again.map(({ id, path }) => (path === '' ? `${id}\n` : `${id} ${path}\n`));
    return { lines: Buffer.from(lines.join(''), 'latin1'), count: again.length };
  }

  /** All that was found, and where it came from, when nothing changed at all. */
  get placed(): readonly LocatedDiscovery[] | undefined {
    const { extent, values, digest } = this.#known;
    const placed = this.#cover?.placed;
    return extent === 'all' && values === 'left-out' && placed?.digest === digest ? placed?.discoveries : undefined;
  }

  /** Leaves out blobs that were clean, and objects with findings that are known. */
  filter({ lines }: LineBatch): LineBatch {
    const wanted = lines
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '' && !this.#leavesOut(line));
    return { lines: Buffer.from(wanted.map((line) => `${line}\n`).join(''), 'latin1'), count: wanted.length };
  }

  #leavesOut(line: string): boolean {
    if (this.#foundIds.has(line.split(' ', 1)[0] ?? '')) return true;
    const kind = this.#cache.cleanKindOf(line);
    if (kind !== undefined) this.#left[kind]++;
    return kind !== undefined;
  }

  /** Objects that this run did not have to read, those with findings not counted. */
  get spared(): SeenTotals {
    // A file that got an old content back is listed again; it was counted with the rest.
    if (this.#cover !== undefined) return withoutFound(this.#cover);
    const { text, binary } = this.#left;
    return { commits: 0, blobs: text, bytes: 0, skipped: binary > 0 ? { binary } : {} };
  }
}

function withoutFound({ totals, found }: Cover): SeenTotals {
  const ofKind = (kind: string) => found.filter((one) => one.kind === kind).length;
  return {
    commits: totals.commits - ofKind('commit'),
    blobs: totals.blobs - ofKind('blob'),
    bytes: totals.bytes - found.reduce((sum, { bytes }) => sum + bytes, 0),
    skipped: totals.skipped,
  };
}
