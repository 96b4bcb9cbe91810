import type { LocatedDiscovery } from '../../gather.js';
import { shownPath } from '../../sources/byte-path.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { Attribution, Introduction, PlacedCommit } from './introductions.js';

/** How people see what is no file. */
const COMMIT_MESSAGE = '[commit message]';
const COMMIT_HEADER = '[commit author]';
const UNKNOWN_PATH = '[blob at no path]';

/** A discovery at one path, and when it came there. */
interface Sighted {
  readonly located: LocatedDiscovery;
  /** Blob or commit. */
  readonly object: string;
  /** Seconds since the epoch. */
  readonly since: number;
}

/**
 * Gives every discovery its paths and commits.
 *
 * @param occurrences `first` keeps, of each secret and path, only the version that came first
 */
export function locateDiscoveries(
  objects: readonly ObjectWithDiscoveries[],
  attribution: Attribution,
  occurrences: 'first' | 'all',
): LocatedDiscovery[] {
  const sighted = objects.flatMap((object) =>
    object.kind === 'blob' ? inBlob(object, attribution) : inWords(object, attribution),
  );
  const chosen = occurrences === 'all' ? sighted : firstOfEach(sighted);
  return chosen.map(({ located }) => located);
}

function inBlob(
  { id, path, discoveries, elsewhere }: ObjectWithDiscoveries,
  { introductions }: Attribution,
): Sighted[] {
  const known = introductions.get(id) ?? [];
  if (known.length === 0) {
    const shown = path === '' ? UNKNOWN_PATH : shownPath(path);
    return discoveries.map((discovery) => ({
      located: { ...discovery, path: shown },
      object: id,
      since: Number.POSITIVE_INFINITY,
    }));
  }
  return known.flatMap((introduction) =>
    (elsewhere?.get(introduction.path) ?? discoveries).map((discovery) => ({
      located: { ...discovery, path: shownPath(introduction.path), ...originOf(introduction) },
      object: id,
      since: introduction.commit.committed,
    })),
  );
}

function originOf({ commit, atHead }: Introduction) {
  return { ...commitFields(commit), atHead };
}

function commitFields({ id, author, authored, branches }: PlacedCommit) {
  return { commit: id, author, date: dateOf(authored), ...(branches.length > 0 && { branches }) };
}

/** RFC 3339 in UTC; a commit may claim any number of seconds. */
function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('.000Z', 'Z');
}

function inWords(object: ObjectWithDiscoveries, { commits }: Attribution): Sighted[] {
  const { id, kind, discoveries, messageLines = Number.POSITIVE_INFINITY, tag } = object;
  const commit = kind === 'commit' ? commits.get(id) : undefined;
  return discoveries.map((discovery) => {
    const isMessage = discovery.line <= messageLines;
    const place = isMessage
      ? discovery
      : { line: 1, endLine: 1, column: discovery.column, endColumn: discovery.endColumn };
    const origin =
      commit === undefined ? { commit: tag?.target ?? id, ...taggerOf(tag?.tagger) } : commitFields(commit);
    const path = tag !== undefined ? `[tag ${tag.name}]` : isMessage ? COMMIT_MESSAGE : COMMIT_HEADER;
    return { located: { ...discovery, ...place, path, ...origin }, object: id, since: commit?.committed ?? 0 };
  });
}

/** `Name <mail> 1700000000 +0100`. */
function taggerOf(tagger: string | undefined) {
  const parts = /^(.*>) (\d+) [+-]\d{4}$/.exec(tagger ?? '');
  return parts === null ? {} : { author: parts[1] ?? '', date: dateOf(Number(parts[2])) };
}

/** Messages are all kept: each is a place of its own that has to be looked at. */
function firstOfEach(sighted: readonly Sighted[]): Sighted[] {
  const keyOf = ({ located, object }: Sighted) =>
    `${located.fingerprint}\0${located.path}\0${located.path.startsWith('[') ? object : ''}`;
  const firsts = new Map<string, Sighted>();
  for (const one of sighted) {
    const first = firsts.get(keyOf(one));
    if (first === undefined || one.since < first.since) firsts.set(keyOf(one), one);
  }
  return sighted.filter((one) => {
    const first = firsts.get(keyOf(one));
    return first?.object === one.object && first.located.commit === one.located.commit;
  });
}
