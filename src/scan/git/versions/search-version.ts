import type { LiteralHits } from '../../../core/literals/literal-search.js';
import type { SimdSearch } from '../../../core/literals/simd-search.js';
import type { Detector, Reach } from '../../detect/detector.js';
import { shifted } from '../../detect/match.js';
import { commonRuns } from './common-runs.js';
import type { KnownText, WokenMatch } from './known-texts.js';

/** A text in the search's memory. */
export interface Version {
  readonly path: string;
  readonly length: number;
  /** The version of the same path that was searched last. */
  readonly known: KnownText | undefined;
}

/** Beyond what a rule's window reaches: the longest literal, and the line that an allowlist looks at. */
const MARGIN = 2048;

/** Hits in text[from, to) are to be judged anew, or taken over from text[from + shift, to + shift) of the known version. */
type Zone = { readonly from: number; readonly to: number; readonly shift: number | 'new' };

/** Every match in a text, as if all of it were searched; and how many bytes were. */
export function searchVersion(
  search: SimdSearch,
  detector: Detector,
  version: Version,
): { readonly matches: readonly WokenMatch[]; readonly searched: number } {
  const { known, length } = version;
  if (known === undefined) return { matches: searchZone(search, detector, version, 0, length), searched: length };
  const reach = { before: detector.reach.before + MARGIN, after: detector.reach.after + MARGIN };
  const zones = zonesOf(search.text, length, known.bytes, reach);
  const matches = zones.flatMap(({ from, to, shift }) =>
    shift === 'new' ? searchZone(search, detector, version, from, to) : takeOver(known, from, to, shift),
  );
  const searched = zones.reduce((sum, { from, to, shift }) => sum + (shift === 'new' ? to - from : 0), 0);
  return { matches, searched };
}

/** A hit can be taken over when everything that it was judged by is part of one common run. */
function zonesOf(text: Buffer, length: number, old: Buffer, reach: Reach): Zone[] {
  const zones: Zone[] = [];
  let done = 0;
  for (const { start, end, shift } of commonRuns(text, length, old, reach.before + reach.after)) {
    // Nothing stands before the start of both texts, nor behind the end of both.
    const from = start === 0 && shift === 0 ? 0 : start + reach.before;
    const to = end === length && end + shift === old.length ? end : end - reach.after;
    if (from >= to) continue;
    if (from > done) zones.push({ from: done, to: from, shift: 'new' });
    zones.push({ from, to, shift });
    done = to;
  }
  if (done < length) zones.push({ from: done, to: length, shift: 'new' });
  return zones;
}

function takeOver({ matches }: KnownText, from: number, to: number, shift: number): WokenMatch[] {
  return matches
    .filter(({ hit }) => hit >= from + shift && hit < to + shift)
    .map(({ hit, match }) => ({
      hit: hit - shift,
      match: shifted(match, -shift),
    }));
}

function searchZone(
  search: SimdSearch,
  detector: Detector,
  { path, length }: Version,
  from: number,
  to: number,
): WokenMatch[] {
  const { text } = search;
  const request = { bytes: text, ownFrom: from, ownTo: to, length, path };
  // A literal that starts before `to` may end behind it.
  const hits = search.search(text, from, Math.min(length, to + MARGIN));
  if (hits.count === 0 || detector.detect(request, hits).length === 0) return [];
  // Now one hit at a time, to know which match came of which; it is rare and remembered.
  return Array.from({ length: hits.count }, (_, index) => index).flatMap((index) =>
    detector.detect(request, oneHit(hits, index)).map((match) => ({ match, hit: hits.starts[index] ?? 0 })),
  );
}

function oneHit({ starts, literals }: LiteralHits, index: number): LiteralHits {
  return { count: 1, starts: starts.subarray(index, index + 1), literals: literals.subarray(index, index + 1) };
}
