import { classifyPath } from '../../detect/filters/path-class.js';
import type { Discovery } from '../../discovery.js';
import { shownPath } from '../../sources/byte-path.js';
import type { Attribution } from '../attribute/introductions.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { HistoryWorkerStart } from './history-message.js';
import { HistoryPool } from './history-pool.js';

/** A blob to be judged once more, as what it is at these paths, which are all of one kind. */
interface Again {
  readonly id: string;
  readonly paths: readonly string[];
}

/** Whether at a path of another kind more could be found than at this one, or with more confidence. */
export function isDoubtedByPath({ kind, path }: ObjectWithDiscoveries): boolean {
  return kind === 'blob' && classifyPath(shownPath(path)).purpose === 'example';
}

/**
 * Judges blobs with findings as what they are at their other paths, where those are of another kind: a test's password
 * may be a product's as well.
 *
 * @param found as judged at the path by which the list of objects knows each
 */
export async function judgeAtOtherPaths(
  found: readonly ObjectWithDiscoveries[],
  { introductions }: Attribution,
  start: HistoryWorkerStart,
): Promise<readonly ObjectWithDiscoveries[]> {
  const again = found.flatMap((object) => {
    const paths = object.kind === 'blob' ? (introductions.get(object.id) ?? []).map(({ path }) => path) : [];
    return pathsOfOtherKinds(object.path, paths).map((ofOneKind) => ({ id: object.id, paths: ofOneKind }));
  });
  if (again.length === 0) return found;
  const discoveries = await inspect(again, start);
  const others = new Map<string, Map<string, readonly Discovery[]>>();
  for (const { id, paths } of again) {
    const ofBlob = others.get(id) ?? new Map<string, readonly Discovery[]>();
    others.set(id, ofBlob);
    const here = discoveries.get(requestOf(id, paths));
    if (here !== undefined) for (const path of paths) ofBlob.set(path, here);
  }
  return found.map((object) => {
    const elsewhere = others.get(object.id);
    return elsewhere === undefined ? object : { ...object, elsewhere };
  });
}

function pathsOfOtherKinds(judged: string, paths: readonly string[]): string[][] {
  const byKind = new Map<string, string[]>();
  for (const path of paths) {
    const ofKind = byKind.get(kindOf(path));
    if (ofKind === undefined) byKind.set(kindOf(path), [path]);
    else ofKind.push(path);
  }
  byKind.delete(kindOf(judged));
  return [...byKind.values()];
}

const kindOf = (path: string) => JSON.stringify(classifyPath(shownPath(path)));

/** A path with a line feed would be two requests. */
const requestOf = (id: string, [path = '']: readonly string[]) => `${id} ${path.replaceAll('\n', ' ')}`;

/** @returns what was found, by request; of a blob that could not be read again there is no entry */
async function inspect(again: readonly Again[], start: HistoryWorkerStart): Promise<Map<string, readonly Discovery[]>> {
  const discoveries = new Map<string, readonly Discovery[]>(again.map(({ id, paths }) => [requestOf(id, paths), []]));
  const pool = new HistoryPool(1, start, 'now', ({ batch }) => {
    for (const { id, path, discoveries: found } of batch.found) discoveries.set(requestOf(id, [path]), found);
    const unread = new Set(batch.missing.map(({ id }) => id));
    for (const { id, paths } of again) if (unread.has(id)) discoveries.delete(requestOf(id, paths));
  });
  try {
    const lines = again.map(({ id, paths }) => `${requestOf(id, paths)}\n`);
    await pool.submit(Buffer.from(lines.join(''), 'latin1'), lines.length);
    await pool.finish('end');
  } finally {
    await pool.close();
  }
  return discoveries;
}
