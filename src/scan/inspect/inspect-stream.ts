import type { Readable } from 'node:stream';
import type { Tally } from '../tally.js';
import type { ReadyInspector } from './create-inspector.js';

/** Inspects a stream to its end as one content called `path`. */
export async function inspectStream(
  stream: Readable,
  path: string,
  { inspector, regexEngine }: ReadyInspector,
  tally: Tally,
): Promise<void> {
  const inspection = inspector.begin(path);
  for await (const chunk of stream) {
    for (let rest = Buffer.from(chunk as Uint8Array); rest.length > 0; ) {
      const count = rest.copy(inspection.room());
      inspection.filled(count);
      rest = rest.subarray(count);
    }
  }
  const { discoveries, bytes, kind } = inspection.end();
  const isText = kind === 'text';
  tally.add(
    {
      // An empty stream is the mark of a command before us that failed: nothing was scanned.
      files: isText && bytes > 0 ? 1 : 0,
      bytes: isText ? bytes : 0,
      discoveries: [{ path, discoveries }],
      skipped: isText ? {} : { binary: 1 },
      missed: [],
    },
    regexEngine,
  );
}
