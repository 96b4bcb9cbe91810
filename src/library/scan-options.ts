import type { Readable } from 'node:stream';
import type { HistoryWish } from '../scan/git/history/history-wish.js';
import type { ScanRequest } from '../scan/request.js';

/** What of a request a program may say; the words are those of the command line's flags, the defaults too. */
type Settable = Pick<
  ScanRequest,
  | 'paths'
  | 'files'
  | 'binary'
  | 'maxFileSize'
  | 'jobs'
  | 'timeLimit'
  | 'confidence'
  | 'severity'
  | 'values'
  | 'inlineAllow'
  | 'environment'
>;

/** What of a history a program may choose. */
type HistoryPart = Partial<Omit<HistoryWish, 'range' | 'tips' | 'repository'>>;

/** What to scan and how. No configuration file is read: a program says what it wants. */
export interface ScanOptions extends Partial<Settable> {
  /** Scanned as one content called `-`, beside `paths`, or alone where there are none. */
  readonly input?: Readable;
  /** Every commit of the repositories that `paths` name, or the part of it that is named; instead of files. */
  readonly history?: true | HistoryPart;
  /** What a commit in the repository of the first of `paths` would record now; instead of files. */
  readonly staged?: true;
  /** Only these commits of a history, as in `main..HEAD`; `auto` for those that a CI run is about. */
  readonly range?: string;
  /** Ids of the rules to look with; default: all. */
  readonly only?: readonly string[];
  /** Ids of rules to leave out. */
  readonly skip?: readonly string[];
}
