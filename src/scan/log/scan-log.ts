import type { Readable } from 'node:stream';
import { assetFolder } from '../../core/asset-folder.js';
import { gatherFindings } from '../gather.js';
import { createInspector, type ReadyInspector } from '../inspect/create-inspector.js';
import { endInTime } from '../inspect/stream-end.js';
import { fileMiss } from '../miss.js';
import type { ScanRequest } from '../request.js';
import { ruleTextsFor } from '../rules/rule-texts-for.js';
import type { ScanHandlers, ScanResult } from '../scan.js';
import { walk } from '../sources/walk.js';
import { Tally } from '../tally.js';
import { inspectLog, type LogTools } from './inspect-log.js';
import { type LogSource, logsIn } from './open/open-log.js';

const STDIN = '-';

/**
 * Scans build logs: files, folders of them, archives, standard input.
 *
 * @throws KeepmumError PATH_NOT_FOUND when a path is not there
 */
export async function scanLog(
  request: ScanRequest,
  handlers: ScanHandlers,
  stdin: (() => Readable) | undefined,
): Promise<ScanResult> {
  const tally = new Tally();
  const tools = toolsFor(request, tally);
  for (const path of request.paths) {
    if (path === STDIN && stdin !== undefined) await inspectLog(STDIN, {}, endInTime(stdin(), tools.deadline), tools);
  }
  const paths = request.paths.filter((path) => path !== STDIN || stdin === undefined);
  if (paths.length > 0) {
    // Git ignores logs as a rule.
    for await (const events of walk(paths, { ...request, files: 'all' })) {
      for (const event of events) {
        if (event.kind === 'file') await scanFile(event.path, tools, handlers);
        else if (event.kind === 'skipped') tally.skip(event.reason);
        else if (event.kind === 'missed') tally.miss(event.path, event.reason, event.detail);
        else handlers.onNote?.(event.message);
      }
    }
  }
  const texts = ruleTextsFor(tally.discoveries, request.rules, assetFolder());
  return { ...gatherFindings(tally.discoveries, texts, request), coverage: tally.coverage(request.rules) };
}

function toolsFor(request: ScanRequest, tally: Tally): LogTools {
  const deadline = request.timeLimit > 0 ? Date.now() + request.timeLimit : Number.POSITIVE_INFINITY;
  let joined: ReadyInspector | undefined;
  return {
    lines: createInspector(request),
    joined: () => {
      joined ??= createInspector(request);
      return joined;
    },
    deadline,
    tally,
  };
}

async function scanFile(path: string, tools: LogTools, handlers: ScanHandlers): Promise<void> {
  const logs = logsIn(path);
  try {
    for (
      let log = await nextOf(logs, path, tools.tally);
      log !== undefined;
      log = await nextOf(logs, path, tools.tally)
    ) {
      await inspectLog(log.path, log.spot, log.open(), tools);
      handlers.onProgress?.(tools.tally.progress);
    }
  } finally {
    await logs.return(undefined);
  }
}

/** A file or archive that cannot be opened is a miss. */
async function nextOf(logs: AsyncGenerator<LogSource>, path: string, tally: Tally): Promise<LogSource | undefined> {
  try {
    const next = await logs.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    const { reason, detail } = fileMiss(error);
    tally.miss(path, reason, detail);
    return undefined;
  }
}
