import { previewOf } from '../report/preview.js';
import { MAX_PART_CHARACTERS, type Rule, type RulePart } from '../rules/rule.js';
import type { DetectRequest } from './detector.js';
import type { LiteralIndex } from './literal-index.js';
import type { Match, MatchPart } from './match.js';
import type { RegexEngine } from './regex/regex-engine.js';
import { RegexMatcher } from './regex-matches.js';

const LINE_FEED = 0x0a;
const BYTES_A_CHARACTER = 4;
/** What a part's own regex may ask for beside the part, in bytes. */
const MARGIN = 256;

/** Bytes on either side of a secret in which its parts are looked for. */
export const PART_REACH = MAX_PART_CHARACTERS * BYTES_A_CHARACTER + MARGIN;
const DEFAULT_CHARACTERS = 500;

/**
 * Finds what belongs to a secret and stands near it: the id of a key, the user of a password. Only around secrets that
 * were found, so that a text without any costs nothing.
 */
export class PartFinder {
  readonly #matcher: RegexMatcher;
  readonly #index: Pick<LiteralIndex, 'parts'>;
  #partRules: ReadonlyMap<string, Rule> | undefined;

  /** @param index of the rule set, which knows what is a part of others */
  constructor(engine: RegexEngine, index: Pick<LiteralIndex, 'parts'>) {
    this.#matcher = new RegexMatcher(engine);
    this.#index = index;
  }

  /** The match with the nearest of each of its parts. */
  withParts(match: Match, request: DetectRequest): Match {
    const wanted = match.rule.parts;
    if (wanted === undefined) return match;
    const found = wanted.map((part) => this.#nearest(part, match, request));
    const parts = found.filter((part) => part !== undefined);
    if (parts.length === 0) return match;
    const names = [...new Set(parts.map(({ name }) => name))];
    const reasons = [...match.reasons, ...names.map((name) => `its ${name} stands near it`)];
    // Only what no filter doubted becomes surer.
    const isSurer = match.confidence === 'medium' && match.rule.confidence === 'medium' && !match.isDoubted;
    return { ...match, ...(isSurer && { confidence: 'high' }), reasons, parts };
  }

  #nearest(part: RulePart, match: Match, { bytes, length }: DetectRequest): MatchPart | undefined {
    // All matches of a part are wanted, not only the one behind a keyword.
    this.#partRules ??= new Map(this.#index.parts().map((one) => [one.id, { ...one, anchor: false }]));
    const rule = this.#partRules.get(part.rule);
    if (rule === undefined) return undefined;
    const [from, to] = [Math.max(0, match.start - PART_REACH), Math.min(length, match.end + PART_REACH)];
    const inRange = this.#matcher
      .matches(rule, bytes, from, to, to)
      .map(({ start, end }) => ({ start, end, between: gap(start, end, match) }))
      .filter(({ between }) => between !== undefined && fits(part, bytes.subarray(...between)));
    const byDistance = inRange.sort((a, b) => lengthOf(a.between) - lengthOf(b.between));
    const [nearest] = byDistance;
    if (nearest === undefined) return undefined;
    const { start, end } = nearest;
    return { name: part.name, rule: part.rule, start, end, preview: previewOf(bytes.toString('utf8', start, end)) };
  }
}

type Gap = readonly [from: number, to: number];

/** What stands between the two; nothing when they share bytes. */
function gap(start: number, end: number, match: Match): Gap | undefined {
  if (end <= match.start) return [end, match.start];
  return start >= match.end ? [match.end, start] : undefined;
}

function lengthOf(between: Gap | undefined): number {
  return between === undefined ? Number.POSITIVE_INFINITY : between[1] - between[0];
}

function fits({ withinLines, withinCharacters }: RulePart, between: Buffer): boolean {
  const limit = withinCharacters ?? (withinLines === undefined ? DEFAULT_CHARACTERS : MAX_PART_CHARACTERS);
  let characters = 0;
  let lines = 0;
  for (const byte of between) {
    if ((byte & 0xc0) !== 0x80) characters++;
    if (byte === LINE_FEED) lines++;
  }
  return characters <= limit && (withinLines === undefined || lines <= withinLines);
}

/** Leaves out what is a part of another match: the two are one finding. */
export function withoutParts<Item extends Match>(matches: readonly Item[]): readonly Item[] {
  const keyOf = ({ rule, start, end }: { rule: string; start: number; end: number }) => `${rule} ${start} ${end}`;
  const parts = new Set(matches.flatMap((match) => (match.parts ?? []).map(keyOf)));
  if (parts.size === 0) return matches;
  return matches.filter(({ rule, start, end }) => !parts.has(keyOf({ rule: rule.id, start, end })));
}
