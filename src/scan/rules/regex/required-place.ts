import { exactTexts, joinTexts } from './exact-texts.js';
import { matchLength } from './match-length.js';
import { concat, EMPTY, type RegexNode } from './regex-tree.js';

/** Somewhere every match must hold one of `texts`. */
export interface RequiredPlace {
  /** At most this many bytes of the match stand before and after the literal. */
  readonly before: number;
  readonly after: number;
  /** Lower-cased. */
  readonly texts: readonly string[];
  /** Lower is better. */
  readonly cost: number;
}

/** Says whether one of a few texts, of which one must occur, is of use as a literal, and where in it that stands. */
export type Judge = (texts: readonly string[]) => RequiredPlace | undefined;

/** What to look for, and whether every match must hold it or the matches without it do not count. */
export interface PlaceSearch {
  readonly judge: Judge;
  readonly coverage: 'every' | 'some';
  /** A literal of more variants than this is none. */
  readonly maxTexts: number;
}

/** How many alternations may be multiplied out before a literal across their borders is given up. */
const MAX_SPLITS = 2;

/** The best place of a regex that no match can do without, as the search's judge sees it; with coverage `some`, room for all such places. */
export function requiredPlace(node: RegexNode, search: PlaceSearch): RequiredPlace | undefined {
  return placeIn(node, search, MAX_SPLITS);
}

function placeIn(node: RegexNode, search: PlaceSearch, splits: number): RequiredPlace | undefined {
  switch (node.kind) {
    case 'chars':
      return node.letters && search.judge(node.letters);
    case 'concat':
      return placeInConcat(node.parts, search, splits);
    case 'either':
      return merge(
        search,
        node.branches.map((branch) => placeIn(branch, search, splits)),
      );
    case 'repeat':
      return placeInRepeat(node, search, splits);
  }
}

/** In the first round, or, when the rounds are few and short, in all of them together. */
function placeInRepeat(
  node: Extract<RegexNode, { kind: 'repeat' }>,
  search: PlaceSearch,
  splits: number,
): RequiredPlace | undefined {
  const together = exactTexts(node);
  const first = node.min > 0 || search.coverage === 'some' ? placeIn(node.part, search, splits) : undefined;
  const others = matchLength(node).max - matchLength(node.part).max;
  return combine(search, together && search.judge(together), shift(first, 0, others));
}

function placeInConcat(parts: readonly RegexNode[], search: PlaceSearch, splits: number): RequiredPlace | undefined {
  const longest = parts.map((part) => matchLength(part).max);
  const bytesIn = (from: number, to: number) => longest.slice(from, to).reduce((sum, bytes) => sum + bytes, 0);
  let best: RequiredPlace | undefined;
  for (const run of literalRuns(parts, search.maxTexts)) {
    const place = run.texts.length > 0 ? search.judge(run.texts) : undefined;
    best = combine(search, best, shift(place, bytesIn(0, run.start), bytesIn(run.end, parts.length)));
  }
  for (const [index, part] of parts.entries()) {
    if ((exactTexts(part)?.length ?? Number.POSITIVE_INFINITY) <= search.maxTexts) continue;
    best = combine(search, best, shift(placeIn(part, search, 0), bytesIn(0, index), bytesIn(index + 1, parts.length)));
  }
  return best ?? (splits > 0 ? placeInSplit(parts, search, splits - 1) : undefined);
}

/** Neighbouring parts, from `start` up to, not including, `end`, with all the texts they can match together. */
interface LiteralRun {
  readonly start: number;
  readonly end: number;
  readonly texts: readonly string[];
}

/** The longest runs of parts whose texts are few: what stands in a shorter one stands in these as well. */
function literalRuns(parts: readonly RegexNode[], maxTexts: number): readonly LiteralRun[] {
  const runs: LiteralRun[] = [];
  for (let start = 0; start < parts.length; ) {
    let texts: readonly string[] = [''];
    let end = start;
    let next: readonly string[] | undefined = texts;
    let exact: readonly string[] | undefined;
    do {
      texts = next;
      const part = parts[end];
      exact = part && exactTexts(part);
      next = joinTexts(texts, exact, maxTexts);
      if (next) end++;
    } while (next);
    if (end > start) runs.push({ start, end, texts });
    // A part without exact texts ends every run before it; too many texts end only the runs that began too early.
    start = exact && end > start && end < parts.length ? start + 1 : end + 1;
  }
  return runs;
}

/** Multiplies one alternation out: `(?:ab|c[a-z])d` has no literal across its border, `abd|c[a-z]d` has. */
function placeInSplit(parts: readonly RegexNode[], search: PlaceSearch, splits: number): RequiredPlace | undefined {
  for (const [index, part] of parts.entries()) {
    const branches = branchesOf(part);
    const place = merge(
      search,
      branches.map((branch) => placeIn(concat(parts.with(index, branch)), search, splits)),
    );
    if (place) return place;
  }
  return undefined;
}

function branchesOf(node: RegexNode): readonly RegexNode[] {
  if (node.kind === 'either') return node.branches;
  return node.kind === 'repeat' && node.min === 0 && node.max === 1 ? [node.part, EMPTY] : [];
}

/** One place in each of several alternatives. */
function merge({ coverage }: PlaceSearch, places: readonly (RequiredPlace | undefined)[]): RequiredPlace | undefined {
  const found = places.filter((place) => place !== undefined);
  return found.length > 0 && (coverage === 'some' || found.length === places.length) ? widest(found) : undefined;
}

/** Of two places in the same text, the better one; if neither is sure to be there, room for both. */
function combine(
  { coverage }: PlaceSearch,
  one: RequiredPlace | undefined,
  other: RequiredPlace | undefined,
): RequiredPlace | undefined {
  if (!one || !other) return one ?? other;
  return coverage === 'some' ? widest([one, other]) : better(one, other);
}

function widest(places: readonly RequiredPlace[]): RequiredPlace {
  return {
    before: Math.max(...places.map(({ before }) => before)),
    after: Math.max(...places.map(({ after }) => after)),
    texts: [...new Set(places.flatMap(({ texts }) => texts))],
    cost: Math.max(...places.map(({ cost }) => cost)),
  };
}

function shift(place: RequiredPlace | undefined, before: number, after: number): RequiredPlace | undefined {
  return place && { ...place, before: place.before + before, after: place.after + after };
}

function better(one: RequiredPlace, other: RequiredPlace): RequiredPlace {
  if (one.cost !== other.cost) return one.cost < other.cost ? one : other;
  return one.before + one.after <= other.before + other.after ? one : other;
}
