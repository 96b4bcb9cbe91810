import type { RegexEngine } from '../detect/regex/regex-engine.js';
import type { BatchResult } from '../inspect/batch.js';
import type { FileLimits } from '../inspect/inspect-file.js';
import type { EngineSettings } from '../request.js';

/** What a worker is started with. */
export interface WorkerStart {
  readonly settings: EngineSettings;
  readonly limits: FileLimits;
}

/** A batch of byte paths. */
export interface WorkerJob {
  readonly paths: readonly string[];
}

/** What a worker says: that it is ready, or the answer to one job. */
export type WorkerMessage = 'ready' | WorkerAnswer;

/** A worker's answer to one job. */
export interface WorkerAnswer {
  readonly result: BatchResult;
  readonly regexEngine: RegexEngine['name'];
}
