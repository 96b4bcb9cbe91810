import { CompiledPatterns } from './compiled-patterns.js';
import { PartsFilter } from './parts-filter.js';
import type { Pattern } from './pattern.js';
import { Tracker } from './tracker.js';
import { TrackerSet } from './tracker-set.js';

/**
 * All patterns, ready for searching, in parts of which each is at least twice as large as the next: to add a few, only the small ones are made
 * again. Never changed, so several streams may share one.
 */
export class PatternParts {
  /** Undefined if there is nothing to search for. */
  readonly filter: PartsFilter | undefined;
  readonly #parts: readonly CompiledPatterns[];

  constructor(parts: readonly CompiledPatterns[] = []) {
    const filters = parts.map(({ filter }) => filter).filter((filter) => filter !== undefined);
    this.filter = filters.length === 0 ? undefined : new PartsFilter(filters);
    this.#parts = parts;
  }

  get patterns(): readonly Pattern[] {
    return this.#parts.flatMap(({ patterns }) => patterns);
  }

  /** These patterns and more. */
  with(patterns: readonly Pattern[]): PatternParts {
    const kept = [...this.#parts];
    let added = patterns;
    for (let last = kept.at(-1); last !== undefined && last.patterns.length < 2 * added.length; last = kept.at(-1)) {
      added = [...last.patterns, ...added];
      kept.pop();
    }
    return new PatternParts([...kept, new CompiledPatterns(added)]);
  }

  /** What reads a stream for all of them. */
  track(): Tracker | TrackerSet {
    const [only, ...others] = this.#parts;
    return only !== undefined && others.length === 0 ? new Tracker(only) : new TrackerSet(this.#parts);
  }

  /** Whether the byte may be the partial character in front of some pattern. */
  mayPrecede(byte: number | undefined): boolean {
    return this.#parts.some((part) => part.mayPrecede(byte));
  }
}
