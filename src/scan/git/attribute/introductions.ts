import { askGit, type GitEnd } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import { BranchSets } from './branch-sets.js';
import { type LoggedCommit, readLog, type StartedLog } from './commit-log.js';

/** A commit, and the branches that hold it. */
export interface PlacedCommit extends LoggedCommit {
  readonly branches: readonly string[];
}

/** The first commit that put a blob at a path. */
export interface Introduction {
  readonly commit: PlacedCommit;
  /** Byte path. */
  readonly path: string;
  /** Whether the blob is at this path in HEAD. */
  readonly atHead: boolean;
}

/** Where objects came from, as far as git could tell. */
export interface Attribution {
  /** By blob id, oldest first. */
  readonly introductions: ReadonlyMap<string, readonly Introduction[]>;
  readonly commits: ReadonlyMap<string, PlacedCommit>;
  /** Why some of it may be missing. */
  readonly failure: GitEnd | undefined;
}

interface Sighting {
  readonly commit: LoggedCommit;
  readonly branches: bigint;
}

/**
 * One walk over the log for all of them.
 *
 * @param log of the tips
 * @param blobs ids of blobs to find the origin of
 * @param commits ids of commits to tell about
 */
export async function attribute(
  repository: Repository,
  log: StartedLog,
  blobs: ReadonlySet<string>,
  commits: ReadonlySet<string>,
): Promise<Attribution> {
  const [branches, atHead] = await Promise.all([branchesOf(repository), blobsAtHead(repository, blobs)]);
  const sets = new BranchSets(branches);
  const firsts = new Map<string, Map<string, Sighting>>();
  const told = new Map<string, Sighting>();
  let current: Sighting | undefined;
  const end = await readLog(log, {
    commit(commit) {
      current = { commit, branches: sets.pass(commit) };
      if (commits.has(commit.id)) told.set(commit.id, current);
    },
    wants: (id) => blobs.has(id),
    changed(id, path) {
      if (current === undefined) return;
      const ofBlob = firsts.get(id) ?? new Map<string, Sighting>();
      firsts.set(id, ofBlob);
      const known = ofBlob.get(path);
      if (known === undefined || current.commit.committed <= known.commit.committed) ofBlob.set(path, current);
    },
  });
  const placed = ({ commit, branches: set }: Sighting): PlacedCommit => ({ ...commit, branches: sets.namesOf(set) });
  const introductions = new Map<string, Introduction[]>();
  for (const [id, ofBlob] of firsts) {
    const list = Array.from(ofBlob, ([path, sighting]) => ({
      commit: placed(sighting),
      path,
      atHead: atHead.has(`${id} ${path}`),
    }));
    introductions.set(
      id,
      list.sort((a, b) => a.commit.committed - b.commit.committed || (a.path < b.path ? -1 : 1)),
    );
  }
  return {
    introductions,
    commits: new Map(Array.from(told, ([id, sighting]) => [id, placed(sighting)])),
    failure: end.code === 0 ? undefined : end,
  };
}

async function branchesOf(repository: Repository): Promise<{ name: string; tip: string }[]> {
  const args = ['for-each-ref', '--sort=-committerdate', '--format=%(objectname) %(refname)'];
  const { output } = await askGit(repository.site, [...args, 'refs/heads', 'refs/remotes']);
  const lines = Buffer.from(output, 'latin1').toString('utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.endsWith('/HEAD'))
    .map((line) => {
      const [tip = ''] = line.split(' ', 1);
      return { tip, name: line.slice(tip.length + 1).replace(/^refs\/(?:heads|remotes)\//, '') };
    });
}

/** `ID PATH` of the wanted blobs that HEAD holds; none where there is no HEAD. */
async function blobsAtHead(repository: Repository, blobs: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const { output } = await askGit(repository.site, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
  const found = new Set<string>();
  for (const entry of output.split('\0')) {
    const tab = entry.indexOf('\t');
    const id = entry.slice(entry.lastIndexOf(' ', tab) + 1, tab);
    if (blobs.has(id)) found.add(`${id} ${entry.slice(tab + 1)}`);
  }
  return found;
}
