import type { MissReason, SkipReason } from '../coverage.js';
import type { Discovery } from '../discovery.js';
import type { Inspector } from '../inspection.js';
import { LATE } from '../miss.js';
import { type FileLimits, inspectFile } from './inspect-file.js';

/** What one thread learnt from a batch of files; paths are byte paths. */
export interface BatchResult {
  readonly files: number;
  readonly bytes: number;
  readonly discoveries: readonly { readonly path: string; readonly discoveries: readonly Discovery[] }[];
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly missed: readonly { readonly path: string; readonly reason: MissReason; readonly detail: string }[];
}

/** Reads files one after another. */
export function inspectBatch(inspector: Inspector, paths: readonly string[], limits: FileLimits): BatchResult {
  let [files, bytes] = [0, 0];
  const discoveries: { path: string; discoveries: readonly Discovery[] }[] = [];
  const skipped: Partial<Record<SkipReason, number>> = {};
  const missed: { path: string; reason: MissReason; detail: string }[] = [];
  for (const path of paths) {
    if (Date.now() > limits.deadline) {
      missed.push({ path, ...LATE });
      continue;
    }
    const outcome = inspectFile(inspector, path, limits);
    if (outcome.kind === 'missed') {
      missed.push({ path, reason: outcome.reason, detail: outcome.detail });
    } else if (outcome.kind === 'skipped') {
      skipped[outcome.reason] = (skipped[outcome.reason] ?? 0) + 1;
    } else if (outcome.result.kind === 'binary') {
      skipped.binary = (skipped.binary ?? 0) + 1;
    } else {
      files++;
      bytes += outcome.result.bytes;
      if (outcome.result.discoveries.length > 0) discoveries.push({ path, discoveries: outcome.result.discoveries });
      if (outcome.result.findings === 'cut') missed.push({ path, ...TOO_MANY });
    }
  }
  return { files, bytes, discoveries, skipped, missed };
}

/** Why a content is not seen whole that has more findings than a report can hold. */
export const TOO_MANY = {
  reason: 'too-many-findings',
  detail: 'more than 10,000 findings, the rest is left out',
} as const;
