import { lstatSync, realpathSync } from 'node:fs';
import type { MaskHits } from '../../mask/hit-counter.js';
import { changedFiles } from './changed-files.js';
import { type FileSearch, type SkippedRange, searchFile } from './search-file.js';

/** Larger trees are looked at in part, and that is said. */
const MOST_ENTRIES = 300_000;

/** Where a command may have left a secret. */
export interface SweepRequest {
  /** Files of the pipeline, such as those of `GITHUB_OUTPUT`. */
  readonly files: readonly string[];
  /** The work tree: what has changed in it since the start. */
  readonly tree?: { readonly root: string; readonly since: number };
  /** Files and folders that are going to be kept; all that is in them. */
  readonly artefacts: readonly string[];
  /** Parts that we wrote ourselves. */
  readonly own: readonly (SkippedRange & { readonly path: string })[];
  /** When somebody will not wait. */
  readonly stop: AbortSignal;
}

/** A secret in a file. */
export interface SweepHit {
  readonly path: string;
  /** Number in the index that was searched with. */
  readonly secret: number;
  readonly form: MaskHits['form'];
  readonly count: number;
}

export interface SweepResult {
  readonly hits: readonly SweepHit[];
  /** Files looked into. */
  readonly searched: number;
  /** What could not be looked into, a clause each. */
  readonly missed: readonly string[];
}

/**
 * Looks for secrets in what a command has left behind.
 * @param searchFor what to look for in a file
 */
export async function sweep(request: SweepRequest, searchFor: (path: string) => FileSearch): Promise<SweepResult> {
  const hits: SweepHit[] = [];
  const missed: string[] = [];
  const seen = new Set<string>();
  const search = async (path: string): Promise<void> => {
    const real = realPath(path);
    if (seen.has(real) || request.stop.aborted) return;
    seen.add(real);
    const skipped = request.own.filter((part) => realPath(part.path) === real);
    if (skipped.some(({ from, to }) => from === 0 && to === Number.POSITIVE_INFINITY)) return;
    try {
      const found = await searchFile(real, searchFor(path), skipped);
      hits.push(...found.filter(({ form }) => form !== 'command').map((hit) => ({ path, ...hit })));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A file that has gone meanwhile tells nobody anything; an artefact that is not there has been told of before.
      if (code !== 'ENOENT') missed.push(`"${path}": ${code ?? 'an error'}`);
    }
  };
  const searchTree = async (root: string, since: number): Promise<void> => {
    const files = changedFiles({ root, since, mostEntries: MOST_ENTRIES });
    let next = await files.next();
    for (; next.done !== true; next = await files.next()) await search(next.value);
    if (next.value === 'cut') missed.push(`"${root}": it has more than ${MOST_ENTRIES} files`);
  };
  for (const path of request.files) if (kindOf(path) === 'file') await search(path);
  for (const path of request.artefacts) {
    const kind = kindOf(path);
    if (kind === 'folder') await searchTree(realPath(path), Number.NEGATIVE_INFINITY);
    else if (kind === 'file') await search(path);
    else missed.push(`"${path}": it is not there`);
  }
  if (request.tree !== undefined) await searchTree(request.tree.root, request.tree.since);
  if (request.stop.aborted) missed.push('the rest: stopped by a signal');
  return { hits, searched: seen.size, missed };
}

function kindOf(path: string): 'file' | 'folder' | 'other' {
  const stats = lstatSync(realPath(path), { throwIfNoEntry: false });
  if (stats?.isFile()) return 'file';
  return stats?.isDirectory() ? 'folder' : 'other';
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
