import type { LiteralHits } from '../../core/literals/literal-search.js';
import type { RuleSet } from '../rules/rule.js';
import { AssignmentMatcher } from './assignment-matcher.js';
import type { LiteralIndex, Wake } from './literal-index.js';
import type { Match } from './match.js';
import { PART_REACH, PartFinder } from './part-finder.js';
import type { RegexEngine } from './regex/regex-engine.js';
import { LONGEST_MATCH, RegexJudge, windowAround } from './regex-judge.js';
import { holdsRun, holdsText, standsBehind } from './tail.js';
import { userInfoFollows } from './user-info.js';

/** A stretch of text in memory, and the part of it that this call answers for. */
export interface DetectRequest {
  readonly bytes: Buffer;
  /** Hits whose literal starts in bytes[ownFrom, ownTo) are judged; the rest is context, as much as `reach` says. */
  readonly ownFrom: number;
  readonly ownTo: number;
  /** Bytes in use. */
  readonly length: number;
  readonly path: string;
}

/** Bytes around a hit that can change what is found there; how much context a cut of the input must keep. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** What a hand-written reader may look at around a word. */
export const READER_REACH: Reach = { before: 4096, after: 4096 };

/** Judges literal hits: wakes the rules behind each and collects what they find. A function of the bytes alone. */
export class Detector {
  readonly index: LiteralIndex;
  readonly reach: Reach;
  readonly #regexes: RegexJudge;
  readonly #assignments: AssignmentMatcher;
  readonly #parts: PartFinder;

  constructor(ruleSet: RuleSet, engine: RegexEngine, index: LiteralIndex) {
    this.index = index;
    const around = index.hasParts ? PART_REACH : 0;
    this.reach = {
      before: Math.max(READER_REACH.before, index.window.before) + around,
      after: Math.max(LONGEST_MATCH, index.window.after) + around,
    };
    this.#parts = new PartFinder(engine, index);
    this.#regexes = new RegexJudge(ruleSet, engine);
    this.#assignments = new AssignmentMatcher(index.assignments, READER_REACH);
  }

  /** @param hits of `index.literals` in the request's bytes */
  detect(request: DetectRequest, hits: LiteralHits): Match[] {
    const matches: Match[] = [];
    for (let hit = 0; hit < hits.count; hit++) {
      const start = hits.starts[hit] ?? 0;
      if (start < request.ownFrom || start >= request.ownTo) continue;
      const { byteLength, wakes } = this.index.at(hits.literals[hit] ?? 0);
      this.#wake(wakes, request, start, start + byteLength, matches);
    }
    for (const rule of this.index.always) {
      const own = { from: request.ownFrom, to: request.ownTo, limit: request.length };
      this.#regexes.judge(rule, request, own, matches);
    }
    return matches.map((match) => this.#parts.withParts(match, request));
  }

  #wake(wakes: readonly Wake[], request: DetectRequest, start: number, end: number, matches: Match[]): void {
    let assignmentRead = false;
    for (const wake of wakes) {
      const { rule } = wake;
      if (rule.reader === 'regex') {
        if (!standsBehind(wake.tail, request.bytes, end, request.length)) continue;
        if (rule.gate === 'user-info' && !userInfoFollows(request.bytes, end, request.length)) continue;
        const window = windowAround(rule, start, end, request.length);
        if (wake.run !== undefined && !holdsRun(wake.run, request.bytes, window.from, window.to)) continue;
        if (rule.text !== undefined && !holdsText(rule.text, request.bytes, window.from, window.to)) continue;
        this.#regexes.judge(rule, request, window, matches);
      } else if (!assignmentRead) {
        // The assignment is the same whichever generic rule asks; the verdict names the rule.
        assignmentRead = true;
        this.#assignments.judge(request, start, end, matches);
      }
    }
  }
}
