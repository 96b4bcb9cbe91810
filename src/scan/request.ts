import type { HistoryWish } from './git/history/history-wish.js';
import type { StagedGit } from './git/staged/start-staged.js';
import type { Confidence, RuleSet, Severity } from './rules/rule.js';

/** What to scan and how: validated, complete, readonly. `config` makes it from flags, environment and file. */
export interface ScanRequest {
  /** Files and folders; `-` is standard input. Never empty. */
  readonly paths: readonly string[];
  /** `gitignore` leaves out what git ignores (tracked files stay); `all` reads everything but `.git`. */
  readonly files: 'gitignore' | 'all';
  readonly binary: 'skip' | 'scan';
  /** Bytes; larger files are skipped and counted. 0 for no limit. */
  readonly maxFileSize: number;
  /** Threads that scan. */
  readonly jobs: number;
  /** Milliseconds; what is not read by then makes the scan incomplete. 0 for no limit. */
  readonly timeLimit: number;
  readonly rules: RuleSet;
  /** Lowest confidence and severity that count as a finding. */
  readonly confidence: Confidence;
  readonly severity: Severity;
  /** Fingerprints of secrets that a baseline holds: they are no findings of this scan. */
  readonly known?: ReadonlySet<string>;
  readonly values: 'hidden' | 'revealed';
  readonly inlineAllow: 'honoured' | 'ignored';
  /** `primaryLocationLineHash` of every occurrence; only SARIF needs it, and it costs another pass over files with findings. */
  readonly lineHashes: 'wanted' | 'unwanted';
  /** What is read; files and folders when it is absent. */
  readonly source?: ScanSource;
  /** As the caller got it, for git. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What is read of a repository instead of files; `paths` then name repositories. */
export type ScanSource =
  | { readonly kind: 'history'; readonly wish: HistoryWish }
  | StagedSource
  /** Build logs: what hosts, terminals and loggers put between the words is seen through. */
  | { readonly kind: 'log' };

/** The index; `git` when it was started already, as nothing is waited for as a commit is. */
export interface StagedSource {
  readonly kind: 'staged';
  /** Bytes; larger contents are skipped and counted. 0 or absent for what `maxFileSize` says. */
  readonly maxBlobSize?: number;
  readonly git?: StagedGit;
}

/** The part of a request that an engine needs; it crosses to worker threads. */
export type EngineSettings = Pick<
  ScanRequest,
  'rules' | 'binary' | 'maxFileSize' | 'values' | 'inlineAllow' | 'lineHashes'
>;
