import type { Coverage, MissReason, SkipReason } from './coverage.js';
import type { LocatedDiscovery } from './gather.js';
import type { BatchResult } from './inspect/batch.js';
import { shownPath } from './sources/byte-path.js';

/** Names of what was missed that a report holds; all are counted. */
const MISSED_NAMES = 1000;

/** Adds up what the parts of a scan saw. */
export class Tally {
  readonly discoveries: LocatedDiscovery[] = [];
  readonly #skipped: Partial<Record<SkipReason, number>> = {};
  readonly #missed: { path: string; reason: MissReason; detail: string }[] = [];
  readonly #started = Date.now();
  #missedCount = 0;
  #files = 0;
  #commits = 0;
  #blobs = 0;
  #isEmptyByRight = false;
  #bytes = 0;
  /** Asked for its name only when somebody wants to know: telling it may mean loading it. */
  engine: Pick<Coverage, 'regexEngine'> = { regexEngine: 're2' };

  get progress(): { readonly files: number; readonly bytes: number } {
    return { files: this.#files + this.#blobs, bytes: this.#bytes };
  }

  skip(reason: SkipReason, count = 1): void {
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + count;
  }

  /** @param path byte path */
  miss(path: string, reason: MissReason, detail: string): void {
    this.#missedCount++;
    if (this.#missed.length < MISSED_NAMES) this.#missed.push({ path: shownPath(path), reason, detail });
  }

  add(batch: BatchResult, engine: Pick<Coverage, 'regexEngine'>): void {
    this.engine = engine;
    this.#files += batch.files;
    this.#bytes += batch.bytes;
    for (const { path, discoveries } of batch.discoveries) {
      const shown = shownPath(path);
      for (const discovery of discoveries) this.discoveries.push({ ...discovery, path: shown });
    }
    for (const [reason, count] of Object.entries(batch.skipped)) this.skip(reason as SkipReason, count);
    for (const { path, reason, detail } of batch.missed) this.miss(path, reason, detail);
  }

  /** There was nothing to read, and that is no sign of something gone wrong. */
  foundNothingToRead(): void {
    this.#isEmptyByRight = true;
  }

  /** Counts what was read of a repository. */
  addHistory(read: { readonly commits: number; readonly blobs: number; readonly bytes: number }): void {
    this.#commits += read.commits;
    this.#blobs += read.blobs;
    this.#bytes += read.bytes;
  }

  /** @param ruleSet what was searched for */
  coverage(ruleSet: { readonly rules: readonly unknown[]; readonly hash: string }): Coverage {
    const { engine } = this;
    return {
      // Nothing read at all proves nothing.
      state:
        this.#missedCount === 0 && (this.#isEmptyByRight || this.#files + this.#blobs + this.#commits > 0)
          ? 'complete'
          : 'incomplete',
      commits: this.#commits,
      blobs: this.#blobs,
      files: this.#files,
      bytes: this.#bytes,
      seconds: Math.max(0, Date.now() - this.#started) / 1000,
      skipped: this.#skipped,
      missed: this.#missed.sort((a, b) => (a.path < b.path ? -1 : 1)),
      missedCount: this.#missedCount,
      rules: ruleSet.rules.length,
      ruleSetHash: ruleSet.hash,
      get regexEngine() {
        return engine.regexEngine;
      },
    };
  }
}
