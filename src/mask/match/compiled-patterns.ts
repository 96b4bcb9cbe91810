import { matchesSextet } from '../forms/base64.js';
import { CandidateFilter } from './candidate-filter.js';
import { firstGap, type Pattern } from './pattern.js';
import { PatternAutomaton } from './pattern-automaton.js';

/** Patterns made ready for searching; never changed. */
export class CompiledPatterns {
  readonly patterns: readonly Pattern[];
  readonly automaton: PatternAutomaton;
  /** Undefined if there is nothing to search for. */
  readonly filter: CandidateFilter | undefined;
  /** The least index in front of which any pattern allows white space. */
  readonly firstGap: number;
  readonly #before = new Uint8Array(256);

  constructor(patterns: readonly Pattern[]) {
    this.firstGap = patterns.reduce((least, pattern) => Math.min(least, firstGap(pattern)), Number.POSITIVE_INFINITY);
    this.patterns = patterns;
    this.automaton = new PatternAutomaton(patterns);
    this.filter = patterns.length === 0 ? undefined : new CandidateFilter(patterns);
    const partials = new Map(patterns.map(({ before }) => [before && before.mask * 64 + before.bits, before]));
    for (const before of partials.values()) {
      if (before === undefined) continue;
      for (let byte = 0; byte < 256; byte++) if (matchesSextet(byte, before)) this.#before[byte] = 1;
    }
  }

  /** Whether the byte may be the partial character in front of some pattern. */
  mayPrecede(byte: number | undefined): boolean {
    return byte !== undefined && this.#before[byte] === 1;
  }
}
