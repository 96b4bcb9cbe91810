import type { SkipReason } from '../../coverage.js';
import type { Discovery } from '../../discovery.js';

/** What an object is to people: the content of a file, or words about a commit. */
export type ObjectKind = 'blob' | 'commit' | 'tag';

/** An object in which something was found. */
export interface ObjectWithDiscoveries {
  readonly id: string;
  readonly kind: ObjectKind;
  /** Of a blob, the byte path by which the list of objects knows it, cut at a line feed; '' for none. */
  readonly path: string;
  readonly bytes: number;
  readonly discoveries: readonly Discovery[];
  /** Of a blob: what it has at other paths that are of another kind. */
  readonly elsewhere?: ReadonlyMap<string, readonly Discovery[]>;
  /** Of a commit or tag: how many of its lines are message; what is found behind is about its author or tagger. */
  readonly messageLines?: number;
  /** Of a tag: its name, who made it, and the object it names. */
  readonly tag?: { readonly name: string; readonly tagger: string; readonly target: string };
}

/** What was learnt from a run of objects. */
export interface ObjectBatch {
  commits: number;
  blobs: number;
  bytes: number;
  readonly found: ObjectWithDiscoveries[];
  readonly skipped: Partial<Record<SkipReason, number>>;
  readonly missing: { readonly id: string; readonly detail: string; readonly kind: 'missing' | 'unreadable' }[];
  /** Ids of more findings than are listed. */
  readonly cut: string[];
  /** `ID PATH` of blobs without findings, for the cache; `binary` are those that are no text. */
  readonly clean: string[];
  readonly binary: string[];
}

export function emptyBatch(): ObjectBatch {
  return { commits: 0, blobs: 0, bytes: 0, found: [], skipped: {}, missing: [], cut: [], clean: [], binary: [] };
}
