import { type GitProcess, type GitSite, startGit } from '../process/start-git.js';

/** The two gits of a staged scan, both at work. */
export interface StagedGit {
  readonly site: GitSite;
  readonly diff: GitProcess;
  readonly objects: GitProcess;
  /** Ends both. */
  stop(): void;
}

/** Against HEAD, or against nothing before the first commit; what is only intended to be added is not recorded, so not shown. */
const DIFF = ['diff', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv'];

/** Starts git before anything else is loaded: a hook is waited for. */
export function startStaged(site: GitSite): StagedGit {
  const diff = startGit(site, [...DIFF, '--ignore-submodules=none']);
  const objects = startGit(site, ['cat-file', '--batch']);
  diff.input.end();
  const stop = () => {
    diff.kill();
    objects.kill();
  };
  return { site, diff, objects, stop };
}
