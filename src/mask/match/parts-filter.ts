import type { CandidateFilter } from './candidate-filter.js';

/** Finds where a pattern of any part may begin, see `CandidateFilter`. */
export class PartsFilter {
  /** The least that a part looks at: what is shorter and alive would be found again. */
  readonly window: number;
  /** The most that a part looks at: so much at the end of a text has not been looked at by all. */
  readonly reach: number;
  readonly #filters: readonly CandidateFilter[];

  /** @param filters at least one */
  constructor(filters: readonly CandidateFilter[]) {
    const windows = filters.map(({ window }) => window);
    this.window = Math.min(...windows);
    this.reach = Math.max(...windows);
    this.#filters = filters;
  }

  /** The first offset in `[from, to)` at which a pattern may begin; -1 if there is none but in the last `reach - 1` bytes. */
  next(bytes: DataView, from: number, to: number): number {
    let [first, limit, isFound] = [to, to, false];
    for (const filter of this.#filters) {
      const found = filter.next(bytes, from, limit);
      isFound ||= found >= 0;
      // Where this part has not looked, one of its patterns may begin before what another part finds.
      first = Math.min(first, found >= 0 ? found : Math.max(from, limit - filter.window + 1));
      limit = Math.min(to, first + this.reach);
    }
    return isFound ? first : -1;
  }
}
