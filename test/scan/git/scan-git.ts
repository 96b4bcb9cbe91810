import { availableParallelism } from 'node:os';
import { assetFolder } from '../../../src/core/asset-folder.js';
import type { HistoryWish } from '../../../src/scan/git/history/history-wish.js';
import type { ScanRequest } from '../../../src/scan/request.js';
import { loadBuiltinRules } from '../../../src/scan/rules/load-builtin.js';
import { runScan, type ScanResult } from '../../../src/scan/scan.js';
import { gitEnvironment } from '../../fixtures/git/test-repository.js';

export const WISH: HistoryWish = {
  refs: 'all',
  branches: [],
  unreachable: 'left-out',
  maxBlobSize: 0,
  occurrences: 'first',
  submodules: 'named',
};

/** A request as the command line makes it, with secrets revealed. */
export function requestOf(folder: string, changes: Partial<ScanRequest>): ScanRequest {
  return {
    paths: [folder],
    files: 'gitignore',
    binary: 'skip',
    maxFileSize: 0,
    jobs: Math.min(2, availableParallelism()),
    timeLimit: 0,
    rules: loadBuiltinRules(assetFolder()),
    confidence: 'low',
    severity: 'low',
    values: 'revealed',
    inlineAllow: 'honoured',
    lineHashes: 'unwanted',
    environment: gitEnvironment,
    ...changes,
  };
}

/** Scans a history as the command line does, with secrets revealed. */
export function scanHistory(
  folder: string,
  wish: Partial<HistoryWish> = {},
  changes: Partial<ScanRequest> = {},
): Promise<ScanResult> {
  return runScan(requestOf(folder, { source: { kind: 'history', wish: { ...WISH, ...wish } }, ...changes }));
}

/** Scans what is staged; `mentions` takes what does not count. */
export function scanStaged(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = {},
  mentions: string[] = [],
): Promise<ScanResult> {
  const request = requestOf(folder, { source: { kind: 'staged' }, environment: { ...gitEnvironment, ...environment } });
  return runScan(request, { onMention: (mention) => mentions.push(mention) });
}

/** `path:line commit` of every place of one secret. */
export function placesOf({ findings }: Pick<ScanResult, 'findings'>, token: string): string[] {
  const finding = findings.find(({ secret }) => secret.revealed === token);
  return (finding?.occurrences ?? []).map(({ path, line, commit }) => `${path}:${line} ${commit}`);
}
