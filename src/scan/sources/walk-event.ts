import type { MissReason, SkipReason } from '../coverage.js';
import { fileMiss } from '../miss.js';

/** Events that travel together at most: enough to pay for a message to a worker, few enough that all get some. */
export const BATCH_SIZE = 512;

/** One thing a walk met. `path` is a byte string (see byte-path.ts). */
export type WalkEvent =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly path: string }
  | { readonly kind: 'missed'; readonly reason: MissReason; readonly path: string; readonly detail: string }
  /** Something a person may want to know under `--verbose`. */
  | { readonly kind: 'note'; readonly message: string };

/** The event for something that could not be listed or looked at. */
export function missedEvent(path: string, error: unknown): WalkEvent {
  return { kind: 'missed', path, ...fileMiss(error) };
}
