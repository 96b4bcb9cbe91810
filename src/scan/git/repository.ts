import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { askGit, type GitEnd, type GitSite } from './process/start-git.js';

/** What is known of a repository before anything in it is read. */
export interface Repository {
  readonly site: GitSite;
  /** As a person named it. */
  readonly name: string;
  /** Absolute; where objects and refs are, also of a linked work tree. */
  readonly commonFolder: string;
  readonly depth: 'full' | 'shallow';
  /** `partial`: a remote keeps some of the objects. */
  readonly objects: 'all' | 'partial';
  /** Hex digits of an object id. */
  readonly idLength: 40 | 64;
}

/**
 * @throws KeepmumError NOT_A_REPOSITORY, GIT_REFUSED (with what makes git answer), or GIT_FAILED
 */
export async function openRepository(site: GitSite, name: string): Promise<Repository> {
  const questions = ['--is-shallow-repository', '--show-object-format', '--git-common-dir'];
  const answer = await askGit(site, ['rev-parse', ...questions]);
  if (answer.code !== 0) throw refusal(answer, site, name);
  const [shallow, format, ...common] = utf8(answer.output).split('\n');
  const commonFolder = resolve(site.folder, common.join('\n').trimEnd());
  return {
    site,
    name,
    commonFolder,
    depth: shallow === 'true' ? 'shallow' : 'full',
    objects: hasPromisor(commonFolder) ? 'partial' : 'all',
    idLength: format === 'sha256' ? 64 : 40,
  };
}

const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');

/** git marks a pack that came from a remote which keeps the rest. */
function hasPromisor(commonFolder: string): boolean {
  const packs = join(commonFolder, 'objects/pack');
  return existsSync(packs) && readdirSync(packs).some((file) => file.endsWith('.promisor'));
}

/** Words of git's that tell these cases apart; it has one exit code for all of them. */
const DUBIOUS = /dubious ownership|unsafe repository/;
const BARE_REFUSED = /safe\.bareRepository/;
const NONE = /not a git repository/i;

/** git's own answer as an error of ours. */
export function refusal({ complaint, code, signal }: GitEnd, site: GitSite, name: string): KeepmumError {
  const said = complaint.split('\n', 1)[0]?.replace(/^(?:fatal|error): /, '') ?? '';
  if (DUBIOUS.test(complaint)) {
    return new KeepmumError(
      'GIT_REFUSED',
      `cannot read the repository "${name}": it belongs to another user, expected one that git trusts`,
      { hints: [`if you trust it: git config --global --add safe.directory ${quoted(site.folder)}`] },
    );
  }
  if (BARE_REFUSED.test(complaint)) {
    return new KeepmumError(
      'GIT_REFUSED',
      `cannot read the repository "${name}": git's setting safe.bareRepository forbids it, expected one that git trusts`,
      { hints: ['name the repository outright: GIT_CONFIG_COUNT=1 with safe.bareRepository=all, if you trust it'] },
    );
  }
  if (NONE.test(complaint)) {
    return new KeepmumError(
      'NOT_A_REPOSITORY',
      `cannot read the repository "${name}": found no git repository there, expected one`,
      { hints: ['name a folder inside a repository, or leave --history, --range and --staged out to scan files'] },
    );
  }
  const found = said === '' ? `git ended with ${signal ?? `exit code ${code}`}` : said;
  return new KeepmumError('GIT_FAILED', `cannot read the repository "${name}": ${found}, expected an answer from git`);
}

function quoted(folder: string): string {
  return /^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
}
