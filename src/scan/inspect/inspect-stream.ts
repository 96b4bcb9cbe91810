import { addAbortSignal, type Readable } from 'node:stream';
import type { MissReason } from '../coverage.js';
import type { Inspection } from '../inspection.js';
import type { Tally } from '../tally.js';
import { TOO_MANY } from './batch.js';
import type { ReadyInspector } from './create-inspector.js';

type Miss = { readonly reason: MissReason; readonly detail: string };

/**
 * Inspects a stream to its end as one content called `path`. One that fails or does not end in time is a miss; what was
 * found until then counts.
 *
 * @param deadline milliseconds since the epoch, or infinity
 */
export async function inspectStream(
  stream: Readable,
  path: string,
  engine: ReadyInspector,
  deadline: number,
  tally: Tally,
): Promise<void> {
  const inspection = engine.inspector.begin(path);
  const failure = await readInto(inspection, stream, deadline);
  const { discoveries, bytes, kind, findings } = inspection.end();
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

async function readInto(inspection: Inspection, stream: Readable, deadline: number): Promise<Miss | undefined> {
  if (deadline !== Number.POSITIVE_INFINITY) {
    // A writer that says nothing for ever must not outlast the limit.
    addAbortSignal(AbortSignal.timeout(Math.max(0, deadline - Date.now())), stream);
  }
  try {
    for await (const chunk of stream) {
      for (let rest = Buffer.from(chunk as Uint8Array); rest.length > 0; ) {
        const count = rest.copy(inspection.room());
        inspection.filled(count);
        rest = rest.subarray(count);
      }
    }
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'AbortError') return { reason: 'time-limit', detail: 'the time limit was reached' };
    // The engine's own errors are not the stream's.
    if (stream.errored !== error) throw error;
    return { reason: 'unreadable', detail: message.split(', ', 1)[0] ?? message };
  }
}
