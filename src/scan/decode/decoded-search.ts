import type { SimdSearch } from '../../core/literals/simd-search.js';
import type { Detector, DetectRequest } from '../detect/detector.js';
import { type Match, shifted } from '../detect/match.js';
import { oneMatchPerValue } from '../detect/one-value.js';
import { withoutParts } from '../detect/part-finder.js';
import { DecodeBudget } from './decode-budget.js';
import type { Decoded, EncodedRegion } from './encoded-region.js';
import { holdsRegions, REGION_REACH, RegionFinder } from './region-finder.js';

/** Encodings inside each other. */
const DEEPEST = 5;
const NOTHING: readonly Match[] = [];

/** Finds credentials in what stands encoded in a text, with the rules and filters for any text. */
export class DecodedSearch {
  readonly #search: SimdSearch;
  readonly #detector: Detector;

  constructor(search: SimdSearch, detector: Detector) {
    this.#search = search;
    this.#detector = detector;
  }

  /** Begins one content; its parts must come in their order. */
  begin(): DecodedContent {
    // Nearly every content holds nothing encoded: until it does, nothing is kept of it.
    let state: { readonly finder: RegionFinder; readonly budget: DecodeBudget } | undefined;
    return {
      find: (request, offset) => {
        const { bytes, ownFrom: from, ownTo: to, length, path } = request;
        const part = { bytes, from, to, length, offset };
        if (state === undefined && !holdsRegions(this.#search, part)) return NOTHING;
        state ??= { finder: new RegionFinder(this.#search), budget: new DecodeBudget() };
        const { finder, budget } = state;
        const regions = finder.find(part);
        return regions.flatMap((region) => this.#inRegion(region, path, 1, { budget, at: region.start + offset }));
      },
    };
  }

  #inRegion(region: EncodedRegion, path: string, depth: number, purse: Purse): readonly Match[] {
    const { decoded } = region;
    if (decoded === undefined || !purse.budget.spend(decoded.bytes.length, purse.at)) return NOTHING;
    return this.#inText(decoded.bytes, path, depth, purse).map((match) => placed(match, decoded, region));
  }

  /** Matches in a decoded text, in its own offsets. One that is longer than the room is searched in parts that overlap. */
  #inText(text: Buffer, path: string, depth: number, purse: Purse): readonly Match[] {
    const room = this.#search.scratch;
    const finder = depth < DEEPEST ? new RegionFinder(this.#search) : undefined;
    const all: Match[] = [];
    for (let offset = 0; ; offset += room.length - REGION_REACH) {
      const length = text.copy(room, 0, offset);
      const isLast = offset + length >= text.length;
      const request = { bytes: room, ownFrom: 0, ownTo: length, length, path };
      const found = this.#detector.detect(request, this.#search.search(room, 0, length));
      all.push(...found.map((match) => valued(match, room, offset)));
      const to = isLast ? length : length - REGION_REACH;
      // Everything is read before the next text takes the room.
      const regions = finder?.find({ bytes: room, from: 0, to, length, offset }) ?? [];
      for (const region of regions) {
        const nested = this.#inRegion(region, path, depth + 1, purse);
        all.push(...nested.map((match) => shifted(match, offset)));
      }
      if (isLast) return withoutParts(oneMatchPerValue(all));
    }
  }
}

/** What decoding may still cost, and at which place of the content it is asked. */
type Purse = { readonly budget: DecodeBudget; readonly at: number };

/** What stands encoded in one content. */
export interface DecodedContent {
  /**
   * Matches in what stands encoded in the request's own bytes, in offsets of its bytes: the encoded text's place.
   * @param offset of the request's first byte in the content
   */
  find(request: DetectRequest, offset: number): readonly Match[];
}

/** The match with its value, as the memory it lies in is needed for the next text. */
function valued(match: Match, bytes: Buffer, offset: number): Match {
  const decoded = match.decoded ?? { value: Buffer.from(bytes.subarray(match.start, match.end)), from: [] };
  return shifted({ ...match, decoded }, offset);
}

/** From the decoded text's offsets to those of the text around it. */
function placed(match: Match, text: Decoded, region: EncodedRegion): Match {
  const { value, from, whole } = match.decoded ?? { value: Buffer.alloc(0), from: [] };
  const shown =
    text.places === 'whole' ? { start: region.start, end: region.end } : whole && text.placeOf(whole.start, whole.end);
  const decoded = { value, from: [...text.from, ...from], ...(shown && { whole: shown }) };
  const parts = match.parts?.map((part) => ({ ...part, ...text.placeOf(part.start, part.end) }));
  return { ...match, ...text.placeOf(match.start, match.end), decoded, ...(parts && { parts }) };
}
