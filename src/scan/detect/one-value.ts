import { CONFIDENCES, type Rule } from '../rules/rule.js';
import type { Match } from './match.js';

/** Of the matches that share bytes, keeps the most specific: one value is one finding. Sorted by place. */
export function oneMatchPerValue<Item extends Match>(matches: readonly Item[]): Item[] {
  const ranked = [...matches].sort((a, b) => a.start - b.start || compareRank(a, b));
  const kept: Item[] = [];
  for (const match of ranked) {
    let stands = true;
    // Sorted by start, so only the last ones kept can reach into this one.
    while (stands && kept.length > 0) {
      const last = kept[kept.length - 1] as Item;
      if (last.end <= match.start) break;
      if (compareRank(last, match) <= 0) stands = false;
      else kept.pop();
    }
    if (stands) kept.push(match);
  }
  return kept;
}

/** What tells more of the value goes first; the id is last, so that the order is always the same. */
function compareRank(a: Match, b: Match): number {
  return (
    Number(b.validity === 'checksum-ok') - Number(a.validity === 'checksum-ok') ||
    specificity(b.rule) - specificity(a.rule) ||
    readsInside(b, a) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    b.end - b.start - (a.end - a.start) ||
    Number(a.decoded !== undefined) - Number(b.decoded !== undefined) ||
    // Of two that found the same bytes, the one that asked for more around them knows better whose they are.
    (b.matchLength ?? 0) - (a.matchLength ?? 0) ||
    longestKeyword(b.rule) - longestKeyword(a.rule) ||
    (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0)
  );
}

/** Text in an encoding looks random; an assignment inside says what it really is. */
function readsInside(a: Match, b: Match): number {
  if (a.rule.reader !== 'assignment' || b.rule.reader !== 'assignment') return 0;
  return Number(a.decoded !== undefined) - Number(b.decoded !== undefined);
}

/** A distinctive shape, an issuer's name near by, the place of any credential, a name that says secret. */
function specificity(rule: Rule): number {
  if (rule.reader === 'assignment') return 0;
  if (rule.generic) return 1;
  return rule.anchor ? 3 : 2;
}

function longestKeyword(rule: Rule): number {
  return Math.max(0, ...rule.keywords.map((keyword) => keyword.length));
}
