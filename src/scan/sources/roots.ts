import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { posix } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';
import { bytePath, childPath, openablePath, shownPath } from './byte-path.js';
import { missedEvent, type WalkEvent } from './walk-event.js';

/** A file or folder as asked for. */
export interface Root {
  /** Byte path as typed. */
  readonly path: string;
  /** Byte path with every link resolved. */
  readonly real: string;
  readonly kind: 'file' | 'folder';
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

function isAbsent(error: unknown): boolean {
  return ABSENT.has((error as NodeJS.ErrnoException).code ?? '');
}

function names(folder: string): string[] {
  try {
    return readdirSync(openablePath(folder), 'latin1');
  } catch {
    return [];
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(openablePath(path)).isSymbolicLink();
  } catch {
    return false;
  }
}

function notFound(path: string): KeepmumError {
  const problem = `cannot scan "${shownPath(path)}"`;
  if (isLink(path)) {
    const message = `${problem}: found a symbolic link that leads nowhere, expected a file or folder`;
    return new KeepmumError('PATH_NOT_FOUND', message);
  }
  // The first part that does not exist is the one that was misspelt.
  let misspelt = path;
  while (names(posix.dirname(misspelt)).length === 0 && posix.dirname(misspelt) !== misspelt) {
    misspelt = posix.dirname(misspelt);
  }
  const parent = posix.dirname(misspelt);
  const nearest = nearestName(posix.basename(misspelt), names(parent));
  const hints = nearest === undefined ? [] : [`did you mean "${shownPath(childPath(parent, nearest))}"?`];
  return new KeepmumError('PATH_NOT_FOUND', `${problem}: found nothing there, expected a file or folder`, { hints });
}

function lookAt(path: string): Root | WalkEvent {
  let stats: Stats;
  try {
    stats = statSync(openablePath(path));
    if (!stats.isFile() && !stats.isDirectory()) {
      return { kind: 'missed', reason: 'not-a-file', path, detail: 'a pipe, socket or device' };
    }
    const real = realpathSync.native(openablePath(path), 'latin1');
    return { path, real, kind: stats.isFile() ? 'file' : 'folder' };
  } catch (error) {
    if (isAbsent(error)) throw notFound(path);
    return missedEvent(path, error);
  }
}

/**
 * Looks at every path before anything is read, so that a misspelt one stops the scan at its start.
 *
 * @returns the roots, each place once, and events for what cannot be walked
 * @throws {KeepmumError} PATH_NOT_FOUND with the nearest existing name as a hint
 */
export function findRoots(typed: readonly string[]): { readonly roots: readonly Root[]; readonly events: WalkEvent[] } {
  const roots = new Map<string, Root>();
  const events: WalkEvent[] = [];
  for (const found of [...new Set(typed.map(bytePath))].map(lookAt)) {
    if (!('real' in found)) events.push(found);
    else if (!roots.has(found.real)) roots.set(found.real, found);
  }
  return { roots: [...roots.values()], events };
}

/** Where a walk of `root` meets the other roots: byte paths that it leaves to their own walks. */
export function rootsInside(root: Root, roots: readonly Root[]): string[] {
  const start = childPath(root.real, '');
  return roots
    .filter((other) => other !== root && other.real.startsWith(start))
    .map((other) => childPath(root.path, other.real.slice(start.length)));
}
