import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Regular files of a folder, sorted, so that a slice is the same everywhere; links are not followed. */
export function listFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

export function totalBytes(files) {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
