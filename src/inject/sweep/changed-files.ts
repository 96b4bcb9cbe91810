import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Packed and compressed; what is committed is for a scan to find. */
const GIT_OBJECTS = /(?:^|\/)\.git\/(?:.*\/)?objects$/;
/** The clock of file systems goes in steps, so a file may seem a little older than it is. */
const CLOCK_STEP_MS = 20;

/** A tree, and since when it counts. */
export interface TreeRequest {
  /** Absolute. */
  readonly root: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Files and folders to look at, at most. */
  readonly mostEntries: number;
}

/**
 * Files that have changed since then, ignored ones too; links are not followed.
 * @returns whether everything was looked at
 */
export async function* changedFiles({
  root,
  since,
  mostEntries,
}: TreeRequest): AsyncGenerator<string, 'whole' | 'cut'> {
  const folders = [root];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (++seen > mostEntries) return 'cut';
      if (entry.isDirectory() && !GIT_OBJECTS.test(path)) folders.push(path);
      if (entry.isFile() && (await changedAt(path)) >= since - CLOCK_STEP_MS) yield path;
    }
  }
  return 'whole';
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Gone, or another user's: the command could not have written there as us.
    return [];
  }
}

/** The later of content and status: a file that was moved here keeps the time of its content. */
async function changedAt(path: string): Promise<number> {
  try {
    const { mtimeMs, ctimeMs } = await lstat(path);
    return Math.max(mtimeMs, ctimeMs);
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}
