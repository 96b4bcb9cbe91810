import type { SimdSearch } from '../../../core/literals/simd-search.js';
import { DecodedSearch } from '../../decode/decoded-search.js';
import type { Detector } from '../../detect/detector.js';
import { oneMatchPerValue } from '../../detect/one-value.js';
import { withoutParts } from '../../detect/part-finder.js';
import { ContentInspector, type InspectorOptions } from '../../inspect/content-inspector.js';
import { describeMatch } from '../../inspect/describe-match.js';
import { sniffEncoding } from '../../inspect/text-encoding.js';
import type { Inspection, InspectionResult, Inspector } from '../../inspection.js';
import { Locator } from '../../locate/locator.js';
import { KnownTexts } from './known-texts.js';
import { PathHabits } from './path-habits.js';
import { searchVersion } from './search-version.js';

/** Texts that are remembered, in bytes; the most that one thread holds besides its buffer. */
const KNOWN_BYTES = 64 * 1024 * 1024;
/** Above this a content slides through the buffer, and no version of it is remembered. */
const WHOLE_BYTES = 3 * 1024 * 1024;
/** Below this nearly all of a text is within reach of any change, so that there is nothing to gain. */
const WORTH_BYTES = 64 * 1024;
/** One content with more matches than this goes the plain way, which cuts the list. */
const MATCH_LIMIT = 10_000;

/**
 * Inspects versions of files, one after another, as ContentInspector does and with the same result; but what a text has
 * in common with the last version of its path is not searched again.
 */
export class VersionInspector {
  readonly #search: SimdSearch;
  readonly #detector: Detector;
  readonly #options: InspectorOptions;
  readonly #plain: Inspector;
  readonly #decoded: DecodedSearch;
  readonly #known = new KnownTexts(KNOWN_BYTES);
  readonly #habits = new PathHabits();

  constructor(search: SimdSearch, detector: Detector, options: InspectorOptions) {
    this.#search = search;
    this.#detector = detector;
    this.#options = options;
    this.#plain = new ContentInspector(search, detector, options);
    this.#decoded = new DecodedSearch(search, detector);
  }

  /** @param size bytes that will come */
  begin(path: string, size: number): Inspection {
    const isWorth = size >= WORTH_BYTES && size <= WHOLE_BYTES && this.#detector.index.always.length === 0;
    return isWorth && this.#habits.isWorth(path) ? this.#beginVersion(path) : this.#plain.begin(path);
  }

  #beginVersion(path: string): Inspection {
    const { text } = this.#search;
    let length = 0;
    return {
      room: () => text.subarray(length),
      filled: (byteCount) => {
        length += byteCount;
      },
      end: () => this.#end(path, length),
    };
  }

  #end(path: string, length: number): InspectionResult {
    const { text } = this.#search;
    if (sniffEncoding(text) !== 'utf-8') return this.#inspectPlainly(path, length);
    // The last content lies behind this one; a character that is cut off at the end must not go on in it.
    text.fill(0, length, length + 4);
    const known = this.#known.get(path);
    const { matches, searched } = searchVersion(this.#search, this.#detector, { path, length, known });
    const habit = known === undefined ? 'worth' : this.#habits.learn(path, 1 - searched / length);
    if (matches.length >= MATCH_LIMIT) return this.#inspectPlainly(path, length);
    if (habit === 'worth') this.#known.set(path, text.subarray(0, length), matches);
    else this.#known.forget(path);
    const request = { bytes: text, ownFrom: 0, ownTo: length, length, path };
    const all = [...matches.map(({ match }) => match), ...this.#decoded.begin().find(request, 0)];
    if (all.length === 0) return { discoveries: [], bytes: length, kind: 'text', findings: 'all' };
    if (this.#options.lineHashes === 'wanted') return this.#inspectPlainly(path, length);
    const locator = new Locator((from, to) => this.#search.countLineFeeds(from, to));
    const discoveries = withoutParts(oneMatchPerValue(all)).map((match) =>
      describeMatch(match, text, length, locator, this.#options),
    );
    return { discoveries, bytes: length, kind: 'text', findings: 'all' };
  }

  #inspectPlainly(path: string, length: number): InspectionResult {
    const copy = Buffer.from(this.#search.text.subarray(0, length));
    const inspection = this.#plain.begin(path);
    for (let at = 0; at < length; ) {
      const count = copy.copy(inspection.room(), 0, at);
      inspection.filled(count);
      at += count;
    }
    return inspection.end();
  }
}
