import type { Readable } from 'node:stream';
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

/** What to scan and how. No configuration file is read: a program says what it wants. */
export interface ScanOptions extends Partial<Settable> {
  /** Scanned as one content called `-`, beside `paths`, or alone where there are none. */
  readonly input?: Readable;
  /** Ids of the rules to look with; default: all. */
  readonly only?: readonly string[];
  /** Ids of rules to leave out. */
  readonly skip?: readonly string[];
}
