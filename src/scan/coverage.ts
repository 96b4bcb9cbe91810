/** Why something asked for was not read. The first group makes a scan incomplete, the second is by choice. */
export type MissReason =
  | 'unreadable'
  | 'vanished'
  | 'changed-while-read'
  | 'time-limit'
  | 'not-a-file'
  | 'missing-object'
  | 'history-cut'
  | 'git-failed'
  | 'too-many-findings';
export type SkipReason = 'binary' | 'too-large' | 'symlink' | 'special-file' | 'rule-path' | 'submodule';

/** What a scan saw and what it did not: the proof behind a green. */
export interface Coverage {
  readonly state: 'complete' | 'incomplete';
  readonly commits: number;
  readonly blobs: number;
  readonly files: number;
  readonly bytes: number;
  /** Wall time in seconds. */
  readonly seconds: number;
  /** Left out by choice, counted by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Asked for and not seen; names at most the first 1,000. */
  readonly missed: readonly { readonly path: string; readonly reason: MissReason; readonly detail: string }[];
  /** All of them, even those not named. */
  readonly missedCount: number;
  readonly rules: number;
  /** SHA-256 of the rule set, hex. */
  readonly ruleSetHash: string;
  /** `re2` or, where its binary is missing, the slower `re2js`. */
  readonly regexEngine: 're2' | 're2js';
}
