import { isUtf8 } from 'node:buffer';
import type { Rule } from '../rules/rule.js';
import type { CompiledRegex, MatchSpans, RegexEngine } from './regex/regex-engine.js';

/** Offsets of a rule's match and of the secret inside it. */
export interface RawMatch {
  readonly matchStart: number;
  readonly matchEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Bytes that a text can hold and no rule asks for: it stands for what is not UTF-8, so that offsets stay. */
const SUBSTITUTE = 0x1a;
/** Nobody hides more secrets than this in one window; a window that claims to is made to be slow. */
const MATCHES_PER_WINDOW = 256;

/** Runs rules' regular expressions over windows; a regex is compiled when its first candidate comes. */
export class RegexMatcher {
  readonly #engine: RegexEngine;
  readonly #compiled = new Map<string, CompiledRegex>();

  constructor(engine: RegexEngine) {
    this.#engine = engine;
  }

  /**
   * All matches of `rule` that lie in bytes[from, to), left to right, not overlapping. A match that ends where the window
   * does may go on: it is looked for again in bytes[from, limit).
   */
  matches(rule: Rule, bytes: Buffer, from: number, to: number, limit: number): readonly RawMatch[] {
    const found = this.#matchesIn(rule, bytes, from, to, limit);
    const goesOn = to < limit && (found.at(-1)?.matchEnd ?? 0) >= to;
    return goesOn ? this.#matchesIn(rule, bytes, from, limit, limit) : found;
  }

  /** Whether `rule` looks at files of that name at all. */
  fitsPath(rule: Rule, path: string): boolean {
    return rule.path === undefined || this.#regexOf(`${rule.id} path`, rule.path).exec(Buffer.from(path)) !== undefined;
  }

  #matchesIn(rule: Rule, bytes: Buffer, from: number, to: number, limit: number): readonly RawMatch[] {
    const regex = this.#regexOf(rule.id, rule.regex);
    const start = characterStart(bytes, from);
    const end = characterEnd(bytes, to, limit);
    let window = asUtf8(bytes.subarray(start, end));
    const found: RawMatch[] = [];
    for (let base = start; found.length < MATCHES_PER_WINDOW; ) {
      const spans = regex.exec(window);
      if (spans === undefined) break;
      const match = toRawMatch(rule, spans, base);
      found.push(match);
      // Where matches start with the keyword, each further one has a hit of its own.
      if (rule.anchor) break;
      // The last character of this match is context for `\b` of the next.
      const next = Math.max(match.end, match.start + 1, base + 1) - 1;
      window = window.subarray(next - base);
      base = next;
    }
    return found;
  }

  #regexOf(key: string, pattern: string): CompiledRegex {
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const compiled = this.#engine.compile(pattern);
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

function toRawMatch(rule: Rule, spans: MatchSpans, base: number): RawMatch {
  const group = secretGroup(rule, spans);
  const at = (index: number) => base + (spans[index] ?? 0);
  return { matchStart: at(0), matchEnd: at(1), start: at(2 * group), end: at(2 * group + 1) };
}

/** gitleaks' rule: the group that is named, else the first that is not empty, else the whole match. */
function secretGroup(rule: Rule, spans: MatchSpans): number {
  if (rule.secretGroup > 0 && (spans[2 * rule.secretGroup] ?? -1) >= 0) return rule.secretGroup;
  for (let group = 1; 2 * group < spans.length; group++) {
    const [start, end] = [spans[2 * group] ?? -1, spans[2 * group + 1] ?? -1];
    if (start >= 0 && end > start) return group;
  }
  return 0;
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

function characterStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < 3 && isContinuation(bytes[start])) start--;
  return start;
}

/** What lies behind `limit` is of another text. */
function characterEnd(bytes: Buffer, at: number, limit: number): number {
  let end = at;
  while (end < limit && end - at < 3 && isContinuation(bytes[end])) end++;
  return end;
}

/** RE2 matches nothing against bytes that are no UTF-8 (Latin-1 text, say); to a rule they are just "something else". */
function asUtf8(window: Buffer): Buffer {
  return isUtf8(window) ? window : Buffer.from(window.map((byte) => (byte < 0x80 ? byte : SUBSTITUTE)));
}
