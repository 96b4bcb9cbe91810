import type { Readable } from 'node:stream';
import { assetFolder } from '../core/asset-folder.js';
import type { Coverage } from './coverage.js';
import { FileScheduler } from './file-scheduler.js';
import type { Finding } from './finding.js';
import { gatherFindings } from './gather.js';
import { createInspector, type ReadyInspector } from './inspect/create-inspector.js';
import { inspectStream } from './inspect/inspect-stream.js';
import type { ScanRequest } from './request.js';
import { ruleTextsFor } from './rules/rule-texts-for.js';
import { walk } from './sources/walk.js';
import { Tally } from './tally.js';

/** What may be told while a scan runs. */
export interface ScanHandlers {
  onProgress?(progress: { readonly files: number; readonly bytes: number }): void;
  onNote?(note: string): void;
  /** What is no finding of this scan but has to be known. */
  onMention?(mention: string): void;
  /** Told once when there is more to do than a moment's work, before threads are started. */
  onLongWork?(): void;
}

export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly belowGate: number;
  readonly allowed: number;
  readonly known?: number;
}

const STDIN = '-';

/**
 * Scans files, folders and standard input: the order of things, and nothing else.
 *
 * @throws KeepmumError PATH_NOT_FOUND when a path is not there
 */
export async function runScan(
  request: ScanRequest,
  handlers: ScanHandlers = {},
  stdin?: () => Readable,
): Promise<ScanResult> {
  if (request.source?.kind === 'history') {
    handlers.onLongWork?.();
    const { scanHistory } = await import('./git/history/scan-history.js');
    return scanHistory(request, request.source.wish, handlers);
  }
  if (request.source?.kind === 'staged') {
    const { scanStaged } = await import('./git/staged/scan-staged.js');
    return scanStaged(request, request.source, handlers);
  }
  if (request.source?.kind === 'log') {
    const { scanLog } = await import('./log/scan-log.js');
    return scanLog(request, handlers, stdin);
  }
  const tally = new Tally();
  const deadline = request.timeLimit > 0 ? Date.now() + request.timeLimit : Number.POSITIVE_INFINITY;
  let ready: ReadyInspector | undefined;
  const inspectorOf = () => {
    ready ??= createInspector(request);
    return ready;
  };
  const scheduler = new FileScheduler(request, deadline, tally, inspectorOf, () => handlers.onLongWork?.());
  try {
    if (stdin !== undefined && request.paths.includes(STDIN)) {
      await inspectStream(stdin(), STDIN, inspectorOf(), deadline, tally);
    }
    const paths = request.paths.filter((path) => path !== STDIN);
    for await (const events of walk(paths, request)) {
      const files: string[] = [];
      for (const event of events) {
        if (event.kind === 'file') files.push(event.path);
        else if (event.kind === 'skipped') tally.skip(event.reason);
        else if (event.kind === 'missed') tally.miss(event.path, event.reason, event.detail);
        else handlers.onNote?.(event.message);
      }
      await scheduler.read(files);
      handlers.onProgress?.(tally.progress);
    }
    await scheduler.finish();
  } finally {
    await scheduler.close();
  }
  const gathered = gatherFindings(
    tally.discoveries,
    ruleTextsFor(tally.discoveries, request.rules, assetFolder()),
    request,
  );
  return { ...gathered, coverage: tally.coverage(request.rules) };
}
