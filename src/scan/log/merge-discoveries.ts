import type { Discovery } from '../discovery.js';

/** A discovery of a cleaned text, at its place in the log. */
export type PlacedDiscovery = Discovery & { readonly from: 'line' | 'joined' | 'aside' };

type Span = Pick<Discovery, 'line' | 'column' | 'endLine' | 'endColumn'>;

/**
 * What both texts of a log brought: a value that goes on across a break replaces its beginning, unless the beginning's own checksum
 * says that it was all; what was read off a line adds only what the line itself did not show.
 */
export function merged(lines: readonly PlacedDiscovery[], others: readonly PlacedDiscovery[]): readonly Discovery[] {
  const added = others.filter((other) => !lines.some((one) => isAnswered(other, one)));
  const kept = lines.filter((one) => !added.some((other) => other.from === 'joined' && isWithin(one, other)));
  return [...kept, ...added].map(({ from, ...discovery }) => discovery);
}

/** Whether a value that goes on across a break is one that ended before it. */
export function endsBefore(joined: Span, line: PlacedDiscovery): boolean {
  return line.validity === 'checksum-ok' && isWithin(line, joined);
}

function isAnswered(other: PlacedDiscovery, one: PlacedDiscovery): boolean {
  if (other.from === 'aside') return one.fingerprint === other.fingerprint && one.line === other.line;
  return endsBefore(other, one);
}

function isWithin(one: Span, other: Span): boolean {
  const startsLater = one.line > other.line || (one.line === other.line && one.column >= other.column);
  const endsEarlier =
    one.endLine < other.endLine || (one.endLine === other.endLine && one.endColumn <= other.endColumn);
  return startsLater && endsEarlier;
}
