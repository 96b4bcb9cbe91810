import type { Allowlist, Rule, RuleSet } from '../rules/rule.js';
import { AllowlistMatcher } from '../suppress/allowlist.js';
import type { DetectRequest } from './detector.js';
import { type Candidate, type Judgement, judgeMatch } from './judge-match.js';
import type { Match } from './match.js';
import { Memo } from './memo.js';
import type { RegexEngine } from './regex/regex-engine.js';
import { type RawMatch, RegexMatcher } from './regex-matches.js';

const LINE_FEED = 0x0a;
/** Bytes behind a keyword at which even an endless match ends. */
export const LONGEST_MATCH = 16_384;
/** Of the line around a match, an allowlist sees at most this much on each side. */
const LINE_CONTEXT = 1024;
const JUDGEMENTS = 10_000;

/** Where a rule looks, in offsets of the bytes. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** A match may not reach beyond this. */
  readonly limit: number;
}

/** A match of a rule's regular expression, and what came of it. */
export interface Judged {
  readonly raw: RawMatch;
  readonly judgement: Judgement;
}

/** Where a rule looks for the keyword that stands at bytes[start, end), when `length` bytes are in use. */
export function windowAround(rule: Rule, start: number, end: number, length: number): Window {
  return {
    from: Math.max(0, start - rule.window.before),
    to: Math.min(length, end + rule.window.after),
    limit: Math.min(length, end + LONGEST_MATCH),
  };
}

/** Runs a rule's regular expression where a literal hit, and judges what it finds. */
export class RegexJudge {
  readonly #matcher: RegexMatcher;
  readonly #allowlists: readonly Allowlist[];
  readonly #allowlistMatcher: AllowlistMatcher;
  /** The same match of the same rule is judged once, however often a history or a lock file repeats it. */
  readonly #memo = new Memo<Judgement>(JUDGEMENTS);

  constructor(ruleSet: RuleSet, engine: RegexEngine) {
    this.#matcher = new RegexMatcher(engine);
    this.#allowlistMatcher = new AllowlistMatcher(engine);
    this.#allowlists = ruleSet.allowlists;
  }

  /** Adds to `matches` what `rule` finds in bytes[from, to), or in bytes[from, limit) when it goes on there. */
  judge(rule: Rule, request: DetectRequest, span: Window, matches: Match[]): void {
    for (const { raw, judgement } of this.examine(rule, request, span)) {
      if ('droppedBy' in judgement) continue;
      const matchLength = raw.matchEnd - raw.matchStart;
      matches.push({ rule, start: raw.start, end: raw.end, matchLength, ...judgement });
    }
  }

  /** All that `rule` matches there, with what the filters say of it. */
  examine(rule: Rule, request: DetectRequest, span: Window): readonly Judged[] {
    if (!this.#matcher.fitsPath(rule, request.path)) return [];
    const raws = this.#matcher.matches(rule, request.bytes, span.from, span.to, span.limit);
    return raws.map((raw) => ({ raw, judgement: this.#judgeOne(rule, request, raw) }));
  }

  #judgeOne(rule: Rule, { bytes, length, path }: DetectRequest, raw: RawMatch): Judgement {
    const secret = bytes.toString('utf8', raw.start, raw.end);
    const match = bytes.toString('utf8', raw.matchStart, raw.matchEnd);
    const judge = () => {
      const lineStart = bytes.lastIndexOf(LINE_FEED, raw.matchStart) + 1;
      const lineFeed = bytes.indexOf(LINE_FEED, raw.matchEnd);
      const lineEnd = lineFeed < 0 || lineFeed > length ? length : lineFeed;
      const line = bytes.toString(
        'utf8',
        Math.max(lineStart, raw.matchStart - LINE_CONTEXT),
        Math.min(lineEnd, raw.matchEnd + LINE_CONTEXT),
      );
      return judgeMatch({ rule, secret, match, line, path }, (candidate) => this.#isAllowed(candidate));
    };
    const looksAround = rule.allowlists.length > 0 || this.#allowlists.length > 0;
    return looksAround ? judge() : this.#memo.get(`${rule.id}\0${secret}\0${match === secret ? '' : match}`, judge);
  }

  #isAllowed(candidate: Candidate): boolean {
    const lists = [...this.#allowlists, ...candidate.rule.allowlists];
    return lists.some((list) => this.#allowlistMatcher.matches(list, candidate));
  }
}
