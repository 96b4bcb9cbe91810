import { availableParallelism } from 'node:os';
import { selectRules } from '../config/select-rules.js';
import type { Setting } from '../config/setting.js';
import { assetFolder } from '../core/asset-folder.js';
import type { Coverage } from '../scan/coverage.js';
import type { Finding } from '../scan/finding.js';
import type { ScanRequest } from '../scan/request.js';
import { loadBuiltinRules } from '../scan/rules/load-builtin.js';
import { runScan } from '../scan/scan.js';
import type { ScanOptions } from './scan-options.js';
import { sourceOf } from './scan-source.js';

/** Findings, worst first, and the proof of what was seen. */
export interface Scan extends AsyncIterable<Finding> {
  /** Resolves when the scan is over; a scan whose state is `incomplete` proves nothing by having no findings. */
  readonly coverage: Promise<Coverage>;
}

const DEFAULTS = {
  files: 'gitignore',
  binary: 'skip',
  maxFileSize: 0,
  timeLimit: 0,
  confidence: 'medium',
  severity: 'low',
  values: 'hidden',
  inlineAllow: 'honoured',
  lineHashes: 'unwanted',
} as const satisfies Partial<ScanRequest>;

/**
 * Finds leaked credentials; starts at once. One finding gathers every place of its secret, so the first comes when
 * everything was read. Iterating and `coverage` reject alike.
 *
 * @throws KeepmumError `USAGE` for a rule that does not exist, or for sources that exclude each other; while running
 *   `PATH_NOT_FOUND` for a path that is not there, and of repositories `NOT_A_REPOSITORY`, `GIT_REFUSED`, `GIT_FAILED`
 *   and `USAGE` for a ref, range or date that git does not know
 */
export function scan(options: ScanOptions = {}): Scan {
  const { input } = options;
  const result = runScan(requestOf(options), {}, input && (() => input));
  const coverage = result.then((done) => done.coverage);
  // Who only iterates must not be ended by the rejection of what they never look at.
  coverage.catch(() => {});
  return {
    coverage,
    async *[Symbol.asyncIterator]() {
      yield* (await result).findings;
    },
  };
}

function requestOf({ input, only, skip, history, staged, range, ...settings }: ScanOptions): ScanRequest {
  const source = sourceOf({ input, history, staged, range });
  const { paths = input === undefined ? ['.'] : [] } = settings;
  return {
    ...DEFAULTS,
    jobs: availableParallelism(),
    environment: process.env,
    ...settings,
    ...(source !== undefined && { source }),
    paths: input === undefined ? paths : [...paths, '-'],
    rules: selectRules(
      loadBuiltinRules(assetFolder()),
      only && listed('only', only),
      skip ? [listed('skip', skip)] : [],
    ),
  };
}

function listed(name: string, ids: readonly string[]): Setting {
  return { text: ids.join(','), where: () => `"${name}"`, code: 'USAGE' };
}
