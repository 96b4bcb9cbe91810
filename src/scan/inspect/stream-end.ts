import { addAbortSignal, type Readable } from 'node:stream';
import type { InspectionResult } from '../inspection.js';
import { LATE, type Miss, systemDetail } from '../miss.js';
import type { Tally } from '../tally.js';
import { TOO_MANY } from './batch.js';
import type { ReadyInspector } from './create-inspector.js';

/**
 * Ends a stream with an error at the deadline: a writer that says nothing for ever must not outlast the limit.
 *
 * @param deadline milliseconds since the epoch, or infinity
 */
export function endInTime(stream: Readable, deadline: number): Readable {
  if (deadline === Number.POSITIVE_INFINITY) return stream;
  return addAbortSignal(AbortSignal.timeout(Math.max(0, deadline - Date.now())), stream);
}

/** What kept a stream from being read to its end. */
export function streamMiss(error: unknown): Miss {
  if ((error as Error).name === 'AbortError') return LATE;
  return { reason: 'unreadable', detail: systemDetail(error as Error) };
}

/** Counts one content that was read as a stream, as far as that went; what was found until then counts. */
export function addContent(
  path: string,
  { discoveries, bytes, kind, findings }: InspectionResult,
  failure: Miss | undefined,
  engine: ReadyInspector,
  tally: Tally,
): void {
  const isText = kind === 'text';
  const miss = failure ?? (findings === 'cut' ? TOO_MANY : undefined);
  tally.add(
    {
      // An empty stream is the mark of a command before us that failed: nothing was scanned.
      files: isText && bytes > 0 ? 1 : 0,
      bytes: isText ? bytes : 0,
      discoveries: [{ path, discoveries }],
      skipped: isText ? {} : { binary: 1 },
      missed: miss === undefined ? [] : [{ path, ...miss }],
    },
    engine,
  );
}
