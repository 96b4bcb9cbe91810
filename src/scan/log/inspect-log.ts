import type { LogSpot } from '../finding.js';
import type { ReadyInspector } from '../inspect/create-inspector.js';
import { addContent, streamMiss } from '../inspect/stream-end.js';
import { LATE, type Miss } from '../miss.js';
import type { Tally } from '../tally.js';
import { JUDGED_AS } from './judged-as.js';
import { LogInspection } from './log-inspection.js';
import { decompressed } from './open/decompress.js';
import { outputOf } from './open/json-document.js';

/** What the inspection of logs needs. */
export interface LogTools {
  readonly lines: ReadyInspector;
  /** A second engine, as both texts of a log are read at once; built at the first call. */
  joined(): ReadyInspector;
  /** Milliseconds since the epoch, or infinity. */
  readonly deadline: number;
  readonly tally: Tally;
}

/** Inspects one log to its end. One that fails or does not end in time is a miss; what was found until then counts. */
export async function inspectLog(
  path: string,
  spot: LogSpot,
  source: AsyncIterable<Buffer>,
  { lines, joined, deadline, tally }: LogTools,
): Promise<void> {
  const inspection = new LogInspection(
    { beginLines: () => lines.inspector.begin(JUDGED_AS), beginJoined: () => joined().inspector.begin(JUDGED_AS) },
    spot,
  );
  const failure = await readInto(inspection, source, deadline);
  addContent(path, inspection.end(), failure, lines, tally);
}

async function readInto(
  inspection: LogInspection,
  source: AsyncIterable<Buffer>,
  deadline: number,
): Promise<Miss | undefined> {
  let current: Buffer | undefined;
  try {
    for await (const chunk of await outputOf(await decompressed(source))) {
      current = chunk;
      inspection.write(chunk);
      current = undefined;
      if (Date.now() > deadline) return LATE;
    }
    return undefined;
  } catch (error) {
    // The engine's own errors are not the log's.
    if (current !== undefined) throw error;
    return streamMiss(error);
  }
}
