import type { Readable } from 'node:stream';
import type { Inspection } from '../inspection.js';
import type { Miss } from '../miss.js';
import type { Tally } from '../tally.js';
import type { ReadyInspector } from './create-inspector.js';
import { addContent, endInTime, streamMiss } from './stream-end.js';

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
  const failure = await readInto(inspection, endInTime(stream, deadline));
  addContent(path, inspection.end(), failure, engine, tally);
}

async function readInto(inspection: Inspection, stream: Readable): Promise<Miss | undefined> {
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
    // The engine's own errors are not the stream's.
    if ((error as Error).name !== 'AbortError' && stream.errored !== error) throw error;
    return streamMiss(error);
  }
}
