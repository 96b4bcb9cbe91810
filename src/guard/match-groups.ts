import type { Match } from '../scan/detect/match.js';
import type { Span } from './span.js';

/** Matches that share bytes, directly or through others. */
export interface MatchGroup extends Span {
  readonly matches: readonly Match[];
}

/** What must be hidden of a match: where no part of the encoded text stands for the value alone, all of it. */
export function hiddenBy({ start, end, decoded }: Match): Span {
  return decoded?.whole ?? { start, end };
}

/** In the order of the text. Which match of a group stands says nothing of other groups, so each can be decided by itself. */
export function groupsOf(matches: readonly Match[]): MatchGroup[] {
  const groups: { start: number; end: number; matches: Match[] }[] = [];
  const spans = matches.map((match) => ({ match, ...hiddenBy(match) }));
  for (const { match, start, end } of spans.sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last === undefined || last.end <= start) {
      groups.push({ start, end, matches: [match] });
    } else {
      last.matches.push(match);
      last.end = Math.max(last.end, end);
    }
  }
  return groups;
}
