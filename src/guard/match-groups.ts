import type { Match } from '../scan/detect/match.js';
import type { Span } from './span.js';

/** Matches that share bytes, directly or through others. */
export interface MatchGroup extends Span {
  readonly matches: readonly Match[];
}

/** In the order of the text. Which match of a group stands says nothing of other groups, so each can be decided by itself. */
export function groupsOf(matches: readonly Match[]): MatchGroup[] {
  const groups: { start: number; end: number; matches: Match[] }[] = [];
  for (const match of [...matches].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last === undefined || last.end <= match.start) {
      groups.push({ start: match.start, end: match.end, matches: [match] });
    } else {
      last.matches.push(match);
      last.end = Math.max(last.end, match.end);
    }
  }
  return groups;
}
