import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { MissReason, SkipReason } from '../coverage.js';
import type { Inspection, InspectionResult, Inspector } from '../inspection.js';
import { fileMiss, LATE } from '../miss.js';
import { openablePath } from '../sources/byte-path.js';
import { judgedPath } from '../sources/judged-path.js';

/** A file that was read, or why not. */
export type FileOutcome =
  | { readonly kind: 'read'; readonly result: InspectionResult }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'missed'; readonly reason: MissReason; readonly detail: string };

/** What holds for every file of a scan. */
export interface FileLimits {
  /** Files and folders as asked for: see judgedPath. */
  readonly roots: readonly string[];
  /** Bytes; 0 for none. */
  readonly maxFileSize: number;
  /** Milliseconds since the epoch; reading stops then. */
  readonly deadline: number;
}

// A name that turned into a pipe since it was listed must not hang the scan.
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** @param path byte path of a regular file */
export function inspectFile(inspector: Inspector, path: string, limits: FileLimits): FileOutcome {
  let descriptor: number;
  try {
    descriptor = openSync(openablePath(path), FLAGS);
  } catch (error) {
    return missed(error);
  }
  try {
    if (limits.maxFileSize > 0 && fstatSync(descriptor).size > limits.maxFileSize) {
      return { kind: 'skipped', reason: 'too-large' };
    }
    return readAll(descriptor, inspector.begin(judgedPath(path, limits.roots)), limits);
  } catch (error) {
    return missed(error);
  } finally {
    closeSync(descriptor);
  }
}

function readAll(descriptor: number, inspection: Inspection, { deadline }: FileLimits): FileOutcome {
  let left = Number.POSITIVE_INFINITY;
  while (left > 0) {
    const room = inspection.room();
    const count = readSync(descriptor, room, 0, room.length, null);
    inspection.filled(count);
    // A regular file gives less than was asked for only at its end.
    if (count < room.length) break;
    if (Date.now() > deadline) return { kind: 'missed', ...LATE };
    // A file that grows as fast as it is read (a log, our own report) would never end.
    if (left === Number.POSITIVE_INFINITY) left = fstatSync(descriptor).size;
    left -= count;
  }
  return { kind: 'read', result: inspection.end() };
}

function missed(error: unknown): FileOutcome {
  return { kind: 'missed', ...fileMiss(error) };
}
