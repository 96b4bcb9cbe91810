/** Which part of a repository's history is wanted. */
export interface HistoryWish {
  /** `all` refs, stashes and notes; or these refs (names or patterns with `*`) alone. */
  readonly refs: 'all' | readonly string[];
  /** Names of branches, local or remote-tracking, besides `refs`; counts only when `refs` is a list. */
  readonly branches: readonly string[];
  /** `A..B`, as git understands it, instead of refs; or `auto` for what a CI run is about. */
  readonly range?: string;
  /** Ids, those that are left out with `^` before them, instead of refs: what a push brings, as a hook is told. */
  readonly tips?: readonly string[];
  /** `hook`: git named the repository, and maybe a quarantine, in the environment. */
  readonly repository?: 'folder' | 'hook';
  /** Commits after this date, as git understands it. */
  readonly since?: string;
  /** Also what only reflogs or nothing reach. */
  readonly unreachable: 'included' | 'left-out';
  /** Bytes; larger blobs are skipped and counted. 0 for no limit. */
  readonly maxBlobSize: number;
  /** `first`: where each secret first came into each path; `all`: every version of a file that holds it. */
  readonly occurrences: 'first' | 'all';
  readonly submodules: 'named' | 'scanned';
  /** Where ids of clean blobs are remembered from run to run. */
  readonly cacheFolder?: string;
}
