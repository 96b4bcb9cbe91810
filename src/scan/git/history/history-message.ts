import type { RegexEngine } from '../../detect/regex/regex-engine.js';
import type { EngineSettings } from '../../request.js';
import type { ObjectBatch } from '../objects/inspected-object.js';
import type { ObjectLimits } from '../objects/object-inspector.js';
import type { GitSite } from '../process/start-git.js';

/** What a history worker is started with. */
export interface HistoryWorkerStart {
  readonly settings: EngineSettings;
  readonly limits: ObjectLimits;
  readonly site: GitSite;
}

/** Objects to read (`ID PATH` lines), or that no more will come, or that time is up. */
export type HistoryOrder =
  | { readonly kind: 'read'; readonly lines: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'stop' };

/** What a worker says: that it can take more, and what it learnt since it last spoke. */
export interface HistoryAnswer {
  readonly kind: 'progress' | 'done';
  readonly batch: ObjectBatch;
  /** Objects answered for so far, of all that were asked for. */
  readonly settled: number;
  readonly regexEngine: RegexEngine['name'];
}
