import type { HistoryCache } from '../cache/history-cache.js';
import { type GitProcess, startGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import type { HistoryPool } from './history-pool.js';
import { type LineBatch, lineBatches } from './line-batches.js';
import type { Tips } from './select-tips.js';

/** How the list of objects came to its end. */
export type ListEnd = { readonly kind: 'whole' } | { readonly kind: 'cut' | 'late'; readonly detail: string };

/** What reading needs besides the repository. */
export interface ReadOptions {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Knows what need not be read. */
  readonly cache: HistoryCache | undefined;
  onBatch(): void;
}

/** git answers with the path that it met the blob at first; a blob that is not there is named all the same. */
const BLOBS = ['rev-list', '--objects', '--filter=object:type=blob', '--missing=print', '--ignore-missing', '--stdin'];
/** Before git 2.32 there is no such filter: then trees are listed too, and read past. */
const OBJECTS = ['rev-list', '--objects', '--missing=print', '--ignore-missing', '--stdin'];
const COMMITS = ['rev-list', '--ignore-missing', '--stdin'];
/** When the commits cannot be walked to their end, everything that is there is read instead. */
const EVERYTHING = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname)'];

/** Hands the ids of all commits and blobs to the pool while git is still listing them. */
export async function readObjects(
  repository: Repository,
  tips: Tips,
  pool: HistoryPool,
  options: ReadOptions,
): Promise<ListEnd> {
  const { cache } = options;
  const end = cache?.coversAll(repository, tips.input) ? WHOLE : await readListed(repository, tips, pool, options);
  if (tips.loose.length > 0) {
    const lines = Buffer.from(tips.loose.map((id) => `${id}\n`).join(''), 'latin1');
    await pool.submit(lines, tips.loose.length);
  }
  return end;
}

const WHOLE = { kind: 'whole' } as const;

async function readListed(
  repository: Repository,
  tips: Tips,
  pool: HistoryPool,
  options: ReadOptions,
): Promise<ListEnd> {
  const { cache } = options;
  const input = tips.input + (cache?.exclusionsIn(repository) ?? '');
  const notKnown = (batch: LineBatch) => cache?.filter(batch) ?? batch;
  // The list of blobs names the tips too.
  const commits = list(repository, COMMITS, input, pool, { ...options, filter: withoutIds(tips.input) });
  let blobs = await list(repository, BLOBS, input, pool, { ...options, filter: notKnown });
  if (blobs.kind === 'cut' && /filter/.test(blobs.detail)) {
    blobs = await list(repository, OBJECTS, input, pool, { ...options, filter: notKnown });
  }
  const failed = [await commits, blobs].find(({ kind }) => kind !== 'whole');
  if (failed?.kind === 'cut') await list(repository, EVERYTHING, '', pool, { ...options, filter: (batch) => batch });
  return failed ?? WHOLE;
}

type Filter = (batch: LineBatch) => LineBatch;

function withoutIds(tips: string): Filter {
  const named = new Set(tips.split('\n'));
  return ({ lines }) => {
    const all = lines.toString('latin1').split('\n');
    const wanted = all.filter((id) => id !== '' && !named.has(id));
    return { lines: Buffer.from(wanted.map((id) => `${id}\n`).join(''), 'latin1'), count: wanted.length };
  };
}

async function list(
  { site }: Repository,
  args: readonly string[],
  input: string,
  pool: HistoryPool,
  options: Omit<ReadOptions, 'cache'> & { readonly filter: Filter },
): Promise<ListEnd> {
  const git = startGit(site, args);
  git.input.end(input, 'latin1');
  for await (const batch of lineBatches(git.output)) {
    if (Date.now() > options.deadline) return tooLate(git);
    const wanted = options.filter(batch);
    if (wanted.count > 0) await pool.submit(wanted.lines, wanted.count);
    options.onBatch();
  }
  const { code, signal, complaint } = await git.ended;
  if (code === 0) return { kind: 'whole' };
  const said = complaint.split('\n', 1)[0]?.replace(/^(?:fatal|error): /, '');
  return { kind: 'cut', detail: said || `git ended with ${signal ?? `exit code ${code}`}` };
}

function tooLate(git: GitProcess): ListEnd {
  git.kill();
  return { kind: 'late', detail: 'the time limit was reached' };
}
