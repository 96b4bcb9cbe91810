import { readFileSync } from 'node:fs';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { askGit } from '../process/start-git.js';
import type { Repository } from '../repository.js';
import { ciRange } from './ci-range.js';

/** A range in ids. */
export interface ResolvedRange {
  readonly head: string;
  /** Where the change branched off; absent when all of the head's history is new. */
  readonly base?: string;
  /** Why more or less than the change may be read. */
  readonly shortfall?: string;
}

/**
 * Finds the commits that this CI run is about: from where head and base part up to head.
 *
 * @throws KeepmumError USAGE outside of a CI that is known
 */
export async function resolveCiRange(repository: Repository): Promise<ResolvedRange> {
  const { environment } = repository.site;
  const range = ciRange(environment, readIfThere(environment.GITHUB_EVENT_PATH));
  if (range === undefined) {
    throw new KeepmumError(
      'USAGE',
      'cannot find the range "auto": found no variables of a CI system, expected GitHub, GitLab, Bitbucket, Azure Pipelines, Buildkite, CircleCI or Jenkins',
      { hints: ['name the commits: --range origin/main..HEAD'] },
    );
  }
  const head = await firstKnown(repository, [...range.heads, 'HEAD']);
  if (head === undefined)
    throw new KeepmumError('NOTHING_TO_SCAN', 'cannot find the range "auto": there is no commit yet');
  for (const base of [...range.bases, DEFAULT_BRANCH]) {
    const id = await firstKnown(repository, namesOf(base));
    const parted: string | undefined = id === undefined ? undefined : await whereTheyPart(repository, id, head);
    // A branch that holds the head already is not what the change is based on.
    if (id === undefined || (parted === head && !isId(base))) continue;
    if (parted !== undefined) return { head, base: parted };
    const shortfall = `${base.replace(/^branch:/, '')} and the head have no commit in common here`;
    return { head, base: id, ...(repository.depth === 'shallow' && { shortfall }) };
  }
  return { head, ...missingBase(repository, range.bases[0]) };
}

const DEFAULT_BRANCH = 'refs/remotes/origin/HEAD';
const isId = (base: string) => /^[0-9a-f]{40,64}$/.test(base);

async function whereTheyPart(repository: Repository, base: string, head: string): Promise<string | undefined> {
  const { code, output } = await askGit(repository.site, ['merge-base', base, head]);
  return code === 0 ? output.split('\n', 1)[0] : undefined;
}

/** In a whole clone everything that leads to the head is read, which is more than was asked for; in a shallow one less. */
function missingBase(repository: Repository, wanted: string | undefined): Pick<ResolvedRange, 'shortfall'> {
  if (repository.depth === 'full') return {};
  return {
    shortfall: `the clone is shallow and does not hold ${wanted?.replace(/^branch:/, '') ?? 'what the change is based on'}`,
  };
}

function namesOf(base: string): string[] {
  if (!base.startsWith('branch:')) return [base];
  const branch = base.slice('branch:'.length);
  return [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
}

async function firstKnown(repository: Repository, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { code, output } = await askGit(repository.site, args);
    const id = /^[0-9a-f]{40,64}$/m.exec(output)?.[0];
    if (code === 0 && id !== undefined) return id;
  }
  return undefined;
}

function readIfThere(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
