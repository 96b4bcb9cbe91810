import { type Dirent, readdirSync } from 'node:fs';
import { childPath, openablePath } from './byte-path.js';
import { BATCH_SIZE, missedEvent, type WalkEvent } from './walk-event.js';

interface Entry {
  readonly name: string;
  readonly dirent: Dirent<string> | Dirent<Buffer>;
}

function listFolder(path: string): Entry[] {
  try {
    const folder = /[^\x00-\x7f]/.test(path) ? openablePath(path) : path;
    return readdirSync(folder, { withFileTypes: true, encoding: 'latin1' }).map((dirent) => ({
      name: dirent.name,
      dirent,
    }));
  } catch {
    // A file system that does not tell kinds makes Node look at each entry, which it can do by bytes only.
    const dirents = readdirSync(openablePath(path), { withFileTypes: true, encoding: 'buffer' });
    return dirents.map((dirent) => ({ name: dirent.name.toString('latin1'), dirent }));
  }
}

/**
 * Everything below a folder, in batches (some may be empty), without following links and without `.git`.
 *
 * @param leftOut byte paths not to report nor enter; read anew at each entry, so `onWorkTree` may add to it
 * @param onWorkTree called before a folder that holds `.git` is looked into, except for `root` itself
 */
export async function* walkFolder(
  root: string,
  leftOut: ReadonlySet<string>,
  onWorkTree: ((folder: string) => Promise<WalkEvent[]>) | undefined,
): AsyncGenerator<WalkEvent[]> {
  const folders = [root];
  let batch: WalkEvent[] = [];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Entry[];
    try {
      entries = listFolder(folder);
    } catch (error) {
      batch.push(missedEvent(folder, error));
      continue;
    }
    if (onWorkTree !== undefined && folder !== root && entries.some(({ name }) => name === '.git')) {
      // What is known already can be read while git thinks.
      yield batch;
      batch = await onWorkTree(folder);
    }
    for (const { name, dirent } of entries) {
      const path = childPath(folder, name);
      if (name === '.git' || leftOut.has(path)) continue;
      if (dirent.isFile()) batch.push({ kind: 'file', path });
      else if (dirent.isDirectory()) folders.push(path);
      else batch.push({ kind: 'skipped', reason: dirent.isSymbolicLink() ? 'symlink' : 'special-file', path });
      if (batch.length >= BATCH_SIZE) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}
