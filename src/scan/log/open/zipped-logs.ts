import { closeSync, openSync } from 'node:fs';
import { type Entry, fromFd, type ZipFile } from 'yauzl';
import type { LogSpot } from '../../finding.js';
import { openablePath } from '../../sources/byte-path.js';
import type { LogSource } from './open-log.js';

/** GitHub's archive of a run: `JOB/3_STEP.txt`, and `0_JOB.txt` with all steps of a job. */
const STEP_FILE = /^(.+)\/\d+_([^/]+)\.txt$/;
const JOB_FILE = /^\d+_([^/]+)\.txt$/;

/** @param name of an archive's entry */
export function spotOfEntry(name: string): LogSpot {
  const [, job, step] = STEP_FILE.exec(name) ?? [];
  if (job !== undefined && step !== undefined) return { job, step, stepLine: 0 };
  const [, whole] = JOB_FILE.exec(name) ?? [];
  return whole === undefined ? {} : { job: whole };
}

/**
 * The entries of an archive, one after another, as they are listed.
 *
 * @param path byte path
 * @throws what reading the archive's directory throws
 */
export async function* zippedLogs(path: string): AsyncGenerator<LogSource> {
  const descriptor = openSync(openablePath(path), 'r');
  try {
    const archive = await openArchive(descriptor);
    for (;;) {
      const entry = await nextEntry(archive);
      if (entry === undefined) return;
      if (entry.fileName.endsWith('/')) continue;
      const name = Buffer.from(entry.fileName, 'utf8').toString('latin1');
      yield { path: `${path}/${name}`, spot: spotOfEntry(entry.fileName), open: () => contentOf(archive, entry) };
    }
  } finally {
    closeSync(descriptor);
  }
}

function openArchive(descriptor: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(descriptor, { lazyEntries: true, autoClose: false }, (error, archive) => {
      if (error === null) resolve(archive);
      else reject(error);
    });
  });
}

function nextEntry(archive: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      archive.off('entry', onEntry).off('end', onEnd).off('error', onError);
    };
    const onEntry = (entry: Entry): void => {
      leave();
      resolve(entry);
    };
    const onEnd = (): void => {
      leave();
      resolve(undefined);
    };
    const onError = (error: Error): void => {
      leave();
      reject(error);
    };
    archive.on('entry', onEntry).on('end', onEnd).on('error', onError);
    archive.readEntry();
  });
}

async function* contentOf(archive: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  yield* stream;
}
