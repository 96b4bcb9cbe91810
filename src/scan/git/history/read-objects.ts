import type { Recollection } from '../cache/recollection.js';
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
  const wanted = (): Filter => {
    const filter = withoutCommits();
    return (batch) => known?.filter(filter(batch)) ?? filter(batch);
  };
  const commits = list(repository, COMMITS, input, pool, { ...options, filter: ALL });
  let blobs = await list(repository, BLOBS, input, pool, { ...options, filter: wanted() });
  if (blobs.kind === 'cut' && /filter/.test(blobs.detail)) {
    blobs = await list(repository, OBJECTS, input, pool, { ...options, filter: wanted() });
  }
  const failed = [await commits, blobs].find(({ kind }) => kind !== 'whole');
  if (failed?.kind === 'cut') await list(repository, EVERYTHING, '', pool, { ...options, filter: ALL });
  return failed ?? WHOLE;
}

type Filter = (batch: LineBatch) => LineBatch;

const ALL: Filter = (batch) => batch;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const MISSING_MARK = 0x3f;

/** Of some commits the list of blobs tells too: it starts with them, and they alone have no space behind the id. */
function withoutCommits(): Filter {
  let isBehind = false;
  return (batch) => {
    if (isBehind) return batch;
    let [at, left] = [0, batch.count];
    while (at < batch.lines.length) {
      const end = batch.lines.indexOf(LINE_FEED, at) + 1;
      isBehind = batch.lines[at] === MISSING_MARK || batch.lines.subarray(at, end).includes(SPACE);
      if (isBehind) break;
      at = end;
      left--;
    }
    return { lines: batch.lines.subarray(at), count: left };
  };
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
