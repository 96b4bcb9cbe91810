import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askGit, type GitSite } from '../process/start-git.js';
import type { Repository } from '../repository.js';

/** A submodule as HEAD records it. */
export interface Submodule {
  /** As people see it, below the repository's top. */
  readonly path: string;
  /** Where its history is; absent when it was never fetched. */
  readonly folder?: string;
}

const PATHS = ['config', '--blob', 'HEAD:.gitmodules', '--null', '--get-regexp', '^submodule\\..*\\.path$'];

/** Asks for the names before anything is known of the repository, as each git takes as long to start as to answer. */
export function askForSubmodules(site: GitSite) {
  return askGit(site, PATHS);
}

/**
 * The submodules of HEAD; none where there is no HEAD.
 *
 * @param listed what git answered when it was asked for them; `undefined` for none
 */
export async function submodulesOf(
  repository: Repository,
  listed: Awaited<ReturnType<typeof askForSubmodules>> | undefined,
): Promise<Submodule[]> {
  if (listed?.code !== 0) return [];
  const { output: top } = await askGit(repository.site, ['rev-parse', '--show-toplevel']);
  const entries = Buffer.from(listed.output, 'latin1').toString('utf8').split('\0');
  return entries
    .filter((entry) => entry.includes('\n'))
    .map((entry) => {
      const path = entry.slice(entry.indexOf('\n') + 1);
      const name = entry.slice('submodule.'.length, entry.indexOf('\n') - '.path'.length);
      const checkedOut = join(Buffer.from(top, 'latin1').toString('utf8').trimEnd(), path);
      const places = [checkedOut, join(repository.commonFolder, 'modules', name)];
      // A path that leads out of the repository is none of a submodule.
      const isInside = [path, name].every((part) => !part.split('/').includes('..') && !part.startsWith('/'));
      const folder = isInside ? places.find(isRepository) : undefined;
      return { path, ...(folder !== undefined && { folder }) };
    });
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects')));
}
