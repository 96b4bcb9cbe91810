import type { LiteralHits } from '../../core/literals/literal-search.js';
import type { Rule, RuleSet } from '../rules/rule.js';
import { AssignmentMatcher, type JudgedAssignment } from './assignment-matcher.js';
import { type DetectRequest, READER_REACH } from './detector.js';
import type { IndexedLiteral, LiteralIndex, Wake } from './literal-index.js';
import type { RegexEngine } from './regex/regex-engine.js';
import { type Judged, RegexJudge, windowAround } from './regex-judge.js';
import { holdsRun, holdsText, standsBehind } from './tail.js';
import { userInfoFollows } from './user-info.js';

/** How far a rule came at one hit of one of its literals. */
export type Outcome =
  | { readonly step: 'tail' }
  | { readonly step: 'gate' }
  | { readonly step: 'run' }
  | { readonly step: 'text' }
  | { readonly step: 'regex'; readonly judged: readonly Judged[] }
  | { readonly step: 'assignment'; readonly read: JudgedAssignment | undefined };

/** One rule that a literal woke, or all the generic ones together, which read the same assignment. */
export interface Trial {
  readonly rules: readonly [Rule, ...Rule[]];
  readonly keyword: string;
  /** Of the keyword, in the bytes. */
  readonly start: number;
  readonly outcome: Outcome;
}

/**
 * The detector's own steps, one after another and with everything that came of them: for whoever writes rules. It is a
 * second walk over the same steps, so that a scan pays nothing for being explained.
 */
export class RuleTrials {
  readonly index: LiteralIndex;
  readonly #regexes: RegexJudge;
  readonly #assignments: AssignmentMatcher;

  constructor(ruleSet: RuleSet, engine: RegexEngine, index: LiteralIndex) {
    this.index = index;
    this.#regexes = new RegexJudge(ruleSet, engine);
    this.#assignments = new AssignmentMatcher(index.assignments, READER_REACH);
  }

  /** Every rule that every hit wakes, in the detector's order; each is tried when it is asked for. */
  *try(request: DetectRequest, hits: LiteralHits): Generator<Trial> {
    for (let hit = 0; hit < hits.count; hit++) {
      const start = hits.starts[hit] ?? 0;
      if (start < request.ownFrom || start >= request.ownTo) continue;
      yield* this.#wake(this.index.at(hits.literals[hit] ?? 0), request, start);
    }
    for (const rule of this.index.always) {
      const window = { from: request.ownFrom, to: request.ownTo, limit: request.length };
      const judged = this.#regexes.examine(rule, request, window);
      yield { rules: [rule], keyword: '', start: request.ownFrom, outcome: { step: 'regex', judged } };
    }
  }

  *#wake({ keyword, byteLength, wakes }: IndexedLiteral, request: DetectRequest, start: number): Generator<Trial> {
    const end = start + byteLength;
    const [first, ...more] = wakes.filter(({ rule }) => rule.reader === 'assignment').map(({ rule }) => rule);
    if (first !== undefined) {
      const read = this.#assignments.examine(request, start, end);
      yield { rules: [first, ...more], keyword, start, outcome: { step: 'assignment', read } };
    }
    for (const wake of wakes) {
      if (wake.rule.reader !== 'regex') continue;
      yield { rules: [wake.rule], keyword, start, outcome: this.#tryRegex(wake, request, start, end) };
    }
  }

  #tryRegex({ rule, tail, run }: Wake, request: DetectRequest, start: number, end: number): Outcome {
    if (!standsBehind(tail, request.bytes, end, request.length)) return { step: 'tail' };
    if (rule.gate === 'user-info' && !userInfoFollows(request.bytes, end, request.length)) return { step: 'gate' };
    const window = windowAround(rule, start, end, request.length);
    if (run !== undefined && !holdsRun(run, request.bytes, window.from, window.to)) return { step: 'run' };
    if (rule.text !== undefined && !holdsText(rule.text, request.bytes, window.from, window.to))
      return { step: 'text' };
    return { step: 'regex', judged: this.#regexes.examine(rule, request, window) };
  }
}
