import { assetFolder } from '../../src/core/asset-folder.js';
import type { ScanRequest } from '../../src/scan/request.js';
import { loadBuiltinRules } from '../../src/scan/rules/load-builtin.js';

/** A request as the command line makes it when nothing but paths is typed, with one thread. */
export function requestFor(paths: readonly string[], changes: Partial<ScanRequest> = {}): ScanRequest {
  return {
    paths,
    files: 'gitignore',
    binary: 'skip',
    maxFileSize: 0,
    jobs: 1,
    timeLimit: 0,
    rules: loadBuiltinRules(assetFolder()),
    confidence: 'medium',
    severity: 'low',
    values: 'hidden',
    inlineAllow: 'honoured',
    lineHashes: 'unwanted',
    environment: process.env,
    ...changes,
  };
}
