import type { Recollection } from '../cache/recollection.js';
import { type GitProcess, startGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import { byPath } from './by-path.js';
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
  readonly known: Recollection | undefined;
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
  const { known } = options;
  if (known !== undefined && known.again.count > 0) await pool.submit(known.again.lines, known.again.count);
  const end = known?.extent === 'all' ? WHOLE : await readListed(repository, tips, pool, options);
  if (tips.loose.length > 0) {
    const all = { lines: Buffer.from(tips.loose.map((id) => `${id}\n`).join(''), 'latin1'), count: tips.loose.length };
    const { lines, count } = known?.filter(all) ?? all;
    if (count > 0) await pool.submit(lines, count);
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
  const { known } = options;
  const input = tips.input + (known?.exclusions ?? '');
  const wanted: Filter = (batches) => byPath(wantedBlobs(batches, known));
  const commits = list(repository, COMMITS, input, pool, { ...options, filter: ALL });
  let blobs = await list(repository, BLOBS, input, pool, { ...options, filter: wanted });
  if (blobs.kind === 'cut' && /filter/.test(blobs.detail)) {
    blobs = await list(repository, OBJECTS, input, pool, { ...options, filter: wanted });
  }
  const failed = [await commits, blobs].find(({ kind }) => kind !== 'whole');
  if (failed?.kind === 'cut') await list(repository, EVERYTHING, '', pool, { ...options, filter: ALL });
  return failed ?? WHOLE;
}

type Filter = (batches: AsyncIterable<LineBatch>) => AsyncIterable<LineBatch>;

const ALL: Filter = (batches) => batches;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const MISSING_MARK = 0x3f;

async function* wantedBlobs(batches: AsyncIterable<LineBatch>, known: Recollection | undefined) {
  let place: 'commits' | 'blobs' = 'commits';
  for await (const batch of batches) {
    const blobs = place === 'commits' ? withoutCommits(batch) : batch;
    if (blobs.count > 0) place = 'blobs';
    yield known?.filter(blobs) ?? blobs;
  }
}

/** Of some commits the list of blobs tells too: it starts with them, and they alone have no space behind the id. */
function withoutCommits({ lines, count }: LineBatch): LineBatch {
  for (let [at, left] = [0, count]; at < lines.length; left--) {
    const end = lines.indexOf(LINE_FEED, at) + 1;
    const isBlob = lines[at] === MISSING_MARK || lines.subarray(at, end).includes(SPACE);
    if (isBlob) return { lines: lines.subarray(at), count: left };
    at = end;
  }
  return { lines: lines.subarray(lines.length), count: 0 };
}

async function list(
  { site }: Repository,
  args: readonly string[],
  input: string,
  pool: HistoryPool,
  options: Omit<ReadOptions, 'known'> & { readonly filter: Filter },
): Promise<ListEnd> {
  const git = startGit(site, args);
  git.input.end(input, 'latin1');
  for await (const { lines, count } of options.filter(lineBatches(git.output))) {
    if (Date.now() > options.deadline) return tooLate(git);
    if (count > 0) await pool.submit(lines, count);
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
