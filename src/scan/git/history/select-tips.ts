import { KeepmumError } from '../../../core/keepmum-error.js';
import { askGit, type GitEnd, type GitSite, startGit } from '../process/start-git.js';
import { resolveCiRange } from '../range/resolve-ci-range.js';
import { type Repository, refusal } from '../repository.js';
import type { HistoryWish } from './history-wish.js';
import { lineBatches } from './line-batches.js';

/** Where a walk over commits starts and what it leaves out, for the standard input of `git rev-list --stdin` and `git log`. */
export interface Tips {
  /** Ids, one a line; those that are left out start with `^`. */
  readonly input: string;
  /** The same ids without those that are left out. */
  readonly ids: readonly string[];
  /** Objects that no commit leads to, by id: unreachable blobs. */
  readonly loose: readonly string[];
  /** All refs and HEAD as they are now, where all of them were asked for. */
  readonly names?: string;
  /** Why it may be less than what was asked for. */
  readonly shortfall?: string;
}

/** What git answered when it was asked for all refs and HEAD. */
export interface AllRefs {
  readonly refs: Answer;
  readonly head: Answer;
}

/** Whether a wish is for all refs. */
export function wantsAllRefs({ tips, range, refs }: HistoryWish): boolean {
  return tips === undefined && range === undefined && refs === 'all';
}

/** Asks before anything is known of the repository, as each git takes as long to start as to answer. */
export async function askForAllRefs(site: GitSite): Promise<AllRefs> {
  const [refs, head] = await Promise.all([
    askGit(site, ['for-each-ref', '--format=%(objectname) %(refname)']),
    askGit(site, ['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  return { refs, head };
}

/**
 * Turns what was asked for into ids, so that no name of a ref ever stands on another command line.
 *
 * @param allRefs where all are wanted
 * @throws KeepmumError USAGE for a ref, range or date that git does not know
 */
export async function selectTips(
  repository: Repository,
  wish: HistoryWish,
  allRefs: AllRefs | undefined,
): Promise<Tips> {
  if (wish.tips !== undefined) return tipsOf(wish.tips);
  if (wish.range === 'auto') return ciTips(repository);
  if (wish.range !== undefined) return rangeTips(repository, wish.range);
  const wanted =
    allRefs === undefined
      ? await namedTips(repository, wish.refs === 'all' ? [] : wish.refs, wish.branches)
      : await allTips(repository, allRefs);
  const dropped = wish.unreachable === 'included' ? await unreachableTips(repository, wanted) : NOTHING;
  const tips = [...new Set([...wanted, ...dropped.commits])];
  const boundary = wish.since === undefined ? [] : await boundaryOf(repository, tips, wish.since);
  const names = allRefs === undefined ? {} : { names: allRefs.refs.output + allRefs.head.output };
  return { ...tipsOf([...tips, ...boundary]), loose: dropped.loose, ...names };
}

/** @param ids those that are left out start with `^` */
function tipsOf(ids: readonly string[]): Tips {
  const input = ids.map((id) => `${id}\n`).join('');
  return { input, ids: ids.filter((id) => !id.startsWith('^')), loose: [] };
}

const NOTHING = { commits: [], loose: [] };

async function ciTips(repository: Repository): Promise<Tips> {
  const { head, base, shortfall } = await resolveCiRange(repository);
  const tips = tipsOf(base === undefined ? [head] : [head, `^${base}`]);
  return { ...tips, ...(shortfall !== undefined && { shortfall }) };
}

/** Every ref and what HEAD is (it may be on no branch), and stashes below the first, which only their reflog knows. */
async function allTips(repository: Repository, all: AllRefs): Promise<string[]> {
  const refs = linesOrRefusal(repository, all.refs);
  const head = linesIfAny(all.head);
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

async function rangeTips(repository: Repository, range: string): Promise<Tips> {
  const ids = await optional(repository, ['rev-parse', '--revs-only', '--end-of-options', range]);
  const tips = ids.filter((id) => /^\^?[0-9a-f]{40,64}$/.test(id));
  if (tips.length === 0) throw unknownName(repository, 'range', range);
  return tipsOf(tips);
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
  return linesOrRefusal(repository, await askGit(repository.site, args, input));
}

async function optional(repository: Repository, args: readonly string[]): Promise<string[]> {
  return linesIfAny(await askGit(repository.site, args));
}

type Answer = GitEnd & { readonly output: string };

function linesOrRefusal(repository: Repository, answer: Answer): string[] {
  if (answer.code !== 0) throw refusal(answer, repository.site, repository.name);
  return linesIfAny(answer);
}

function linesIfAny({ code, output }: Answer): string[] {
  return code === 0 ? output.split('\n').filter((line) => line !== '') : [];
}

function unknownName(repository: Repository, kind: 'ref' | 'branch' | 'range', name: string): KeepmumError {
  const hint = repository.depth === 'shallow' ? ['the clone is shallow: git fetch --unshallow brings the rest'] : [];
  return new KeepmumError(
    'USAGE',
    `cannot scan the ${kind} "${name}": git does not know it in "${repository.name}", expected a ${kind} of that repository`,
    { hints: [...hint, 'git for-each-ref lists the refs there are'] },
  );
}
