import { canHold } from './can-hold.js';
import { MAX_TEXTS } from './exact-texts.js';
import { type MatchLength, matchLength } from './match-length.js';
import { parseRegex } from './parse-regex.js';
import type { RegexNode } from './regex-tree.js';
import { type Judge, type PlaceSearch, type RequiredPlace, requiredPlace } from './required-place.js';

/** Where a rule's regex has to look around one of its keywords. */
export interface RegexShape {
  readonly length: MatchLength;
  /** Bytes around a keyword in which every match that holds one lies, with a byte of context for `\b`; absent if none does. */
  readonly window?: { readonly before: number; readonly after: number };
  /** Whether every match must hold a keyword; the others are missed. */
  readonly coverage: 'every' | 'some' | 'none';
}

/** No window is wider than this, on either side, in bytes. */
export const MAX_WINDOW_BYTES = 16_384;

const CONTEXT_BYTES = 1;
/** Shorter literals stand everywhere. */
const MIN_LITERAL_LENGTH = 3;
const MAX_LITERALS = 32;

/**
 * @param keywords ASCII case is ignored
 * @throws KeepmumError `RULES_INVALID` when the regex is not RE2
 */
export function regexShape(regex: string, keywords: readonly string[]): RegexShape {
  const tree = parseRegex(regex);
  const lower = keywords.map((keyword) => keyword.toLowerCase());
  const always = requiredPlace(tree, keywordSearch(lower, 'every'));
  const length = matchLength(tree);
  const place = always ?? requiredPlace(tree, keywordSearch(lower, 'some')) ?? anywhere(tree, lower, length.max);
  const bytes = (count: number) => Math.min(count + CONTEXT_BYTES, MAX_WINDOW_BYTES);
  return {
    length,
    ...(place && { window: { before: bytes(place.before), after: bytes(place.after) } }),
    coverage: always ? 'every' : place ? 'some' : 'none',
  };
}

/** Texts of which every match holds one, lower-cased; empty when there are none of use. */
export function requiredLiterals(regex: string): readonly string[] {
  const search: PlaceSearch = { judge: judgeLiterals, coverage: 'every', maxTexts: MAX_LITERALS };
  return requiredPlace(parseRegex(regex), search)?.texts ?? [];
}

function keywordSearch(keywords: readonly string[], coverage: PlaceSearch['coverage']): PlaceSearch {
  return { coverage, maxTexts: MAX_TEXTS, judge: (texts) => keywordPlace(texts, keywords, coverage) };
}

/** For a keyword that a match can hold, though no fixed text of the regex does: wherever it stands, the match is no longer. */
function anywhere(
  tree: RegexNode,
  keywords: readonly string[],
  longest: number,
): Pick<RequiredPlace, 'before' | 'after'> | undefined {
  return keywords.some((keyword) => canHold(tree, keyword)) ? { before: longest, after: longest } : undefined;
}

/** In each text the keyword nearest to its start counts. */
function keywordPlace(
  texts: readonly string[],
  keywords: readonly string[],
  coverage: PlaceSearch['coverage'],
): RequiredPlace | undefined {
  let before = 0;
  let after = 0;
  let held = 0;
  for (const text of texts) {
    const hits = keywords.map((keyword) => ({ keyword, at: text.indexOf(keyword) })).filter(({ at }) => at >= 0);
    const first = hits.sort((a, b) => a.at - b.at || b.keyword.length - a.keyword.length)[0];
    if (!first) continue;
    held++;
    before = Math.max(before, Buffer.byteLength(text.slice(0, first.at)));
    after = Math.max(after, Buffer.byteLength(text.slice(first.at + first.keyword.length)));
  }
  const enough = coverage === 'every' ? held === texts.length : held > 0;
  return enough ? { before, after, texts, cost: 0 } : undefined;
}

/** Long literals first, then few of them: both make hits rare. */
const judgeLiterals: Judge = (texts) => {
  const shortest = Math.min(...texts.map((text) => text.length));
  if (shortest < MIN_LITERAL_LENGTH) return undefined;
  return { before: 0, after: 0, texts, cost: texts.length - 1000 * shortest };
};
