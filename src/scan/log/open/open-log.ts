import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { LogSpot } from '../../finding.js';
import { openablePath } from '../../sources/byte-path.js';

/** One log, not read yet. */
export interface LogSource {
  /** Byte path; in an archive with the entry's name behind it. */
  readonly path: string;
  readonly spot: LogSpot;
  open(): AsyncIterable<Buffer>;
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/**
 * The logs in a file: one, or the entries of a zip.
 *
 * @param path byte path
 */
export async function* logsIn(path: string): AsyncGenerator<LogSource> {
  if (await isZip(path)) {
    const { zippedLogs } = await import('./zipped-logs.js');
    yield* zippedLogs(path);
    return;
  }
  yield { path, spot: {}, open: () => createReadStream(openablePath(path)) };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(openablePath(path));
  try {
    const head = Buffer.alloc(ZIP.length);
    await file.read(head, 0, head.length, 0);
    return head.equals(ZIP);
  } finally {
    await file.close();
  }
}
