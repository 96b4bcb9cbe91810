import { CONFIDENCES } from '../rules/rule.js';
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

/** Surest kind first: a right checksum, a distinctive shape, context, a generic reader; then confidence, then length. */
function compareRank(a: Match, b: Match): number {
  return (
    specificity(b) - specificity(a) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    b.end - b.start - (a.end - a.start) ||
    (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0)
  );
}

function specificity({ rule, validity }: Match): number {
  if (validity === 'checksum-ok') return 4;
  if (rule.reader === 'assignment') return 0;
  if (rule.issuer === 'url' || rule.issuer === 'jwt') return 1;
  return rule.anchor ? 3 : 2;
}
