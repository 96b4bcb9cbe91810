import { shownPath } from './byte-path.js';
import { type Environment, ignoredPaths, isInWorkTree } from './ignored-paths.js';
import { findRoots, type Root, rootsInside } from './roots.js';
import { BATCH_SIZE, type WalkEvent } from './walk-event.js';
import { walkFolder } from './walk-folder.js';

export interface WalkOptions {
  /** `gitignore` leaves out what git ignores and does not track; `all` leaves out nothing but `.git`. */
  readonly files: 'gitignore' | 'all';
  /** The caller's environment: git is found and trusted as there. */
  readonly environment: Environment;
}

async function* walkRoot(root: Root, roots: readonly Root[], options: WalkOptions): AsyncGenerator<WalkEvent[]> {
  const leftOut = new Set(rootsInside(root, roots));
  if (options.files === 'all') {
    yield* walkFolder(root.path, leftOut, undefined);
    return;
  }
  const askGit = async (folder: string, named?: string): Promise<WalkEvent[]> => {
    const answer = await ignoredPaths(folder, named, options.environment);
    if ('refused' in answer) {
      const message = `git cannot tell what is ignored in "${shownPath(folder)}", so all of it is scanned: ${answer.refused}`;
      return [{ kind: 'note', message }];
    }
    for (const path of answer.paths) leftOut.add(path);
    return [];
  };
  if (isInWorkTree(root.real)) yield await askGit(root.path, root.real);
  yield* walkFolder(root.path, leftOut, (folder) => askGit(folder));
}

/**
 * The files that a scan of these paths reads, each once, in batches of at most 512 events, never empty.
 *
 * Links inside a folder are not followed (a path that was asked for is). A path that was asked for is walked even when
 * git ignores it. Outside of git work trees, and where git is missing or refuses, nothing is ignored.
 *
 * @param paths as typed; `-` has no special meaning here
 * @throws {KeepmumError} PATH_NOT_FOUND, before the first batch
 */
export async function* walk(paths: readonly string[], options: WalkOptions): AsyncGenerator<readonly WalkEvent[]> {
  const { roots, events } = findRoots(paths);
  for (const { path, kind } of roots) if (kind === 'file') events.push({ kind: 'file', path });
  for (let start = 0; start < events.length; start += BATCH_SIZE) yield events.slice(start, start + BATCH_SIZE);
  for (const root of roots) {
    if (root.kind !== 'folder') continue;
    for await (const batch of walkRoot(root, roots, options)) if (batch.length > 0) yield batch;
  }
}
