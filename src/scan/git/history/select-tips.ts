import { KeepmumError } from '../../../core/keepmum-error.js';
import { askGit, startGit } from '../process/start-git.js';
import { resolveCiRange } from '../range/resolve-ci-range.js';
import { type Repository, refusal } from '../repository.js';
import type { HistoryWish } from './history-wish.js';
import { lineBatches } from './line-batches.js';

/** Where a walk over commits starts and what it leaves out, for the standard input of `git rev-list --stdin` and `git log`. */
export interface Tips {
  /** Ids, one a line; those that are left out start with `^`. */
  readonly input: string;
  /** Objects that no commit leads to, by id: unreachable blobs. */
  readonly loose: readonly string[];
  readonly count: number;
  /** Why it may be less than what was asked for. */
  readonly shortfall?: string;
}

/**
 * Turns what was asked for into ids, so that no name of a ref ever stands on another command line.
 *
 * @throws KeepmumError USAGE for a ref, range or date that git does not know
 */
export async function selectTips(repository: Repository, wish: HistoryWish): Promise<Tips> {
  if (wish.tips !== undefined) return givenTips(wish.tips);
  if (wish.range === 'auto') return ciTips(repository);
  if (wish.range !== undefined) return rangeTips(repository, wish.range);
  const wanted =
    wish.refs === 'all' ? await allTips(repository) : await namedTips(repository, wish.refs, wish.branches);
  const dropped = wish.unreachable === 'included' ? await unreachableTips(repository, wanted) : NOTHING;
  const tips = [...new Set([...wanted, ...dropped.commits])];
  const boundary = wish.since === undefined ? [] : await boundaryOf(repository, tips, wish.since);
  return { input: [...tips, ...boundary].map((id) => `${id}\n`).join(''), loose: dropped.loose, count: tips.length };
}

const NOTHING = { commits: [], loose: [] };

async function ciTips(repository: Repository): Promise<Tips> {
  const { head, base, shortfall } = await resolveCiRange(repository);
  const input = base === undefined ? `${head}\n` : `${head}\n^${base}\n`;
  return { input, loose: [], count: 1, ...(shortfall !== undefined && { shortfall }) };
}

/** Every ref and what HEAD is (it may be on no branch), and stashes below the first, which only their reflog knows. */
async function allTips(repository: Repository): Promise<string[]> {
  const [refs, head] = await Promise.all([
    ask(repository, ['for-each-ref', '--format=%(objectname) %(refname)']),
    optional(repository, ['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  const isStashed = refs.some((line) => line.endsWith(' refs/stash'));
  const list = ['rev-list', '--walk-reflogs', '--ignore-missing', 'refs/stash', '--'];
  const stashes = isStashed ? await optional(repository, list) : [];
  return [...new Set([...refs.map((line) => line.split(' ', 1)[0] ?? ''), ...head, ...stashes])];
}

async function namedTips(
  repository: Repository,
  refs: readonly string[],
  branches: readonly string[],
): Promise<string[]> {
  const tips: string[] = [];
  for (const branch of branches) tips.push(await branchTip(repository, branch));
  for (const ref of refs) {
    const found = /[*?[]/.test(ref)
      ? await ask(repository, ['rev-parse', `--glob=${ref.replace(/^refs\//, '')}`])
      : await optional(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', ref]);
    if (found.length === 0) throw unknownName(repository, 'ref', ref);
    tips.push(...found);
  }
  return tips;
}

async function branchTip(repository: Repository, branch: string): Promise<string> {
  for (const place of ['refs/heads', 'refs/remotes', 'refs/remotes/origin']) {
    const [tip] = await optional(repository, ['rev-parse', '--verify', '--quiet', `${place}/${branch}`]);
    if (tip !== undefined) return tip;
  }
  throw unknownName(repository, 'branch', branch);
}

function givenTips(tips: readonly string[]): Tips {
  return { input: tips.map((id) => `${id}\n`).join(''), loose: [], count: tips.length };
}

async function rangeTips(repository: Repository, range: string): Promise<Tips> {
  const ids = await optional(repository, ['rev-parse', '--revs-only', '--end-of-options', range]);
  const tips = ids.filter((id) => /^\^?[0-9a-f]{40,64}$/.test(id));
  if (tips.length === 0) throw unknownName(repository, 'range', range);
  return { input: tips.map((id) => `${id}\n`).join(''), loose: [], count: tips.length };
}

/** Commits that are too old but have a child that is not: what they lead to was there before. */
async function boundaryOf(repository: Repository, tips: readonly string[], since: string): Promise<string[]> {
  const input = tips.map((id) => `${id}\n`).join('');
  const listed = await ask(repository, ['rev-list', '--boundary', `--since=${since}`, '--stdin'], input);
  return listed.filter((line) => line.startsWith('-')).map((line) => `^${line.slice(1)}`);
}

/** Commits, tags and trees that no ref leads to, and blobs that not even those lead to. */
async function unreachableTips(repository: Repository, reachable: readonly string[]) {
  const reached = new Set<string>();
  const input = reachable.map((id) => `${id}\n`).join('');
  const list = ['rev-list', '--objects', '--no-object-names', '--missing=allow-any', '--stdin'];
  // When this breaks off, more counts as unreachable, and the list that is read by will break off as well.
  await eachLine(repository, list, input, (id) => reached.add(id));
  const commits: string[] = [];
  const loose: string[] = [];
  const all = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objecttype)'];
  const end = await eachLine(repository, all, '', (line) => {
    const [id = '', type] = line.split(' ', 2);
    // A tree is a tip as well: one that no commit holds may hold blobs.
    if (!reached.has(id)) (type === 'blob' ? loose : commits).push(id);
  });
  if (end.code !== 0) throw refusal(end, repository.site, repository.name);
  return { commits, loose };
}

/** Line by line, as there may be millions. */
async function eachLine(repository: Repository, args: readonly string[], input: string, take: (line: string) => void) {
  const git = startGit(repository.site, args);
  git.input.end(input, 'latin1');
  for await (const { lines } of lineBatches(git.output)) {
    for (const line of lines.toString('latin1').split('\n')) if (line !== '') take(line);
  }
  return git.ended;
}

async function ask(repository: Repository, args: readonly string[], input = ''): Promise<string[]> {
  const answer = await askGit(repository.site, args, input);
  if (answer.code !== 0) throw refusal(answer, repository.site, repository.name);
  return answer.output.split('\n').filter((line) => line !== '');
}

async function optional(repository: Repository, args: readonly string[]): Promise<string[]> {
  const answer = await askGit(repository.site, args);
  return answer.code === 0 ? answer.output.split('\n').filter((line) => line !== '') : [];
}

function unknownName(repository: Repository, kind: 'ref' | 'branch' | 'range', name: string): KeepmumError {
  const hint = repository.depth === 'shallow' ? ['the clone is shallow: git fetch --unshallow brings the rest'] : [];
  return new KeepmumError(
    'USAGE',
    `cannot scan the ${kind} "${name}": git does not know it in "${repository.name}", expected a ${kind} of that repository`,
    { hints: [...hint, 'git for-each-ref lists the refs there are'] },
  );
}
