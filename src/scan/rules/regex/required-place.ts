import { exactTexts, joinTexts } from './exact-texts.js';
import { matchLength } from './match-length.js';
import { concat, type RegexNode } from './regex-tree.js';

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

/** How many alternations may be multiplied out before a literal across their borders is given up. */
const MAX_SPLITS = 3;

/** The best place of a regex that no match can do without, as `judge` sees it. */
export function requiredPlace(node: RegexNode, judge: Judge): RequiredPlace | undefined {
  return placeIn(node, judge, MAX_SPLITS);
}

function placeIn(node: RegexNode, judge: Judge, splits: number): RequiredPlace | undefined {
  switch (node.kind) {
    case 'chars':
      return node.letters && judge(node.letters);
    case 'concat':
      return placeInConcat(node.parts, judge, splits);
    case 'either':
      return merge(node.branches.map((branch) => placeIn(branch, judge, splits)));
    case 'repeat':
      return placeInRepeat(node, judge, splits);
  }
}

/** In the first round, or, when the rounds are few and short, in all of them together. */
function placeInRepeat(
  node: Extract<RegexNode, { kind: 'repeat' }>,
  judge: Judge,
  splits: number,
): RequiredPlace | undefined {
  const together = exactTexts(node);
  const first = node.min > 0 ? placeIn(node.part, judge, splits) : undefined;
  const others = matchLength(node).max - matchLength(node.part).max;
  return better(together && judge(together), shift(first, 0, others));
}

function placeInConcat(parts: readonly RegexNode[], judge: Judge, splits: number): RequiredPlace | undefined {
  const longest = parts.map((part) => matchLength(part).max);
  const total = longest.reduce((sum, bytes) => sum + bytes, 0);
  let best: RequiredPlace | undefined;
  let before = 0;
  for (const [index, part] of parts.entries()) {
    const after = total - before - (longest[index] ?? 0);
    best = better(best, shift(placeIn(part, judge, splits), before, after));
    best = better(best, placeFrom(parts, index, judge, before, total));
    before += longest[index] ?? 0;
  }
  return best ?? (splits > 0 ? placeInSplit(parts, judge, splits - 1) : undefined);
}

/** Literals that start at one part and run over the next ones, as long as their texts stay few. */
function placeFrom(
  parts: readonly RegexNode[],
  start: number,
  judge: Judge,
  before: number,
  total: number,
): RequiredPlace | undefined {
  let best: RequiredPlace | undefined;
  let texts: readonly string[] | undefined = [''];
  let after = total - before;
  for (const part of parts.slice(start)) {
    texts = joinTexts(texts, exactTexts(part));
    if (!texts) break;
    after -= matchLength(part).max;
    best = better(best, shift(judge(texts), before, after));
  }
  return best;
}

/** Multiplies one alternation out: `(?:ab|c[a-z])d` has no literal across its border, `abd|c[a-z]d` has. */
function placeInSplit(parts: readonly RegexNode[], judge: Judge, splits: number): RequiredPlace | undefined {
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'either') continue;
    const place = merge(part.branches.map((branch) => placeIn(concat(parts.with(index, branch)), judge, splits)));
    if (place) return place;
  }
  return undefined;
}

function merge(places: readonly (RequiredPlace | undefined)[]): RequiredPlace | undefined {
  const found = places.filter((place) => place !== undefined);
  if (found.length < places.length) return undefined;
  return {
    before: Math.max(...found.map(({ before }) => before)),
    after: Math.max(...found.map(({ after }) => after)),
    texts: [...new Set(found.flatMap(({ texts }) => texts))],
    cost: Math.max(...found.map(({ cost }) => cost)),
  };
}

function shift(place: RequiredPlace | undefined, before: number, after: number): RequiredPlace | undefined {
  return place && { ...place, before: place.before + before, after: place.after + after };
}

function better(one: RequiredPlace | undefined, other: RequiredPlace | undefined): RequiredPlace | undefined {
  if (!one || !other) return one ?? other;
  if (one.cost !== other.cost) return one.cost < other.cost ? one : other;
  return one.before + one.after <= other.before + other.after ? one : other;
}
