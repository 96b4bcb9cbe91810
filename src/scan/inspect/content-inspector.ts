import type { SimdSearch } from '../../core/literals/simd-search.js';
import { type DecodedContent, DecodedSearch } from '../decode/decoded-search.js';
import { REGION_REACH } from '../decode/region-finder.js';
import type { Detector } from '../detect/detector.js';
import { type Match, shifted } from '../detect/match.js';
import { oneMatchPerValue } from '../detect/one-value.js';
import { withoutParts } from '../detect/part-finder.js';
import type { Discovery } from '../discovery.js';
import type { Inspection, InspectionResult, Inspector } from '../inspection.js';
import { LineHasher } from '../locate/line-hash.js';
import { Locator } from '../locate/locator.js';
import { type DescribeOptions, describeMatch } from './describe-match.js';
import { keyFileMatches } from './key-file.js';
import { SNIFF_BYTES, sniffEncoding, type TextEncoding } from './text-encoding.js';
import { Utf16Transcoder } from './utf16-transcoder.js';

/** How the engine treats what it reads. */
export interface InspectorOptions extends DescribeOptions {
  readonly binary: 'skip' | 'scan';
  /** Line hashes cost another pass over a file with findings; only SARIF uses them. */
  readonly lineHashes: 'wanted' | 'unwanted';
}

const UTF8_BOM_BYTES = 3;
/** UTF-16 is read in pieces of this size; in UTF-8 they are at most half as long again. */
const UTF16_PIECE_BYTES = 256 * 1024;
/** One content with more findings than this is a list of them; the rest would only fill memory. */
const DISCOVERY_LIMIT = 10_000;

/** The engine of one thread: literals, rules, places, in one buffer that every content passes through. */
export class ContentInspector implements Inspector {
  readonly #search: SimdSearch;
  readonly #detector: Detector;
  readonly #options: InspectorOptions;
  readonly #decoded: DecodedSearch;

  constructor(search: SimdSearch, detector: Detector, options: InspectorOptions) {
    this.#search = search;
    this.#detector = detector;
    this.#options = options;
    this.#decoded = new DecodedSearch(search, detector);
  }

  begin(path: string): Inspection {
    return new ContentInspection(path, this.#search, this.#detector, this.#decoded.begin(), this.#options);
  }
}

/** A match together with what is shown of it, in offsets of the whole content. */
type Described = Match & { readonly discovery: Discovery };

class ContentInspection implements Inspection {
  readonly #path: string;
  readonly #search: SimdSearch;
  readonly #detector: Detector;
  readonly #decoded: DecodedContent;
  readonly #options: InspectorOptions;
  readonly #locator: Locator;
  readonly #described: Described[] = [];
  #encoding: TextEncoding | undefined;
  /** Keys that a binary file is. */
  #keys: readonly Match[] = [];
  #transcoder: Utf16Transcoder | undefined;
  #piece: Buffer | undefined;
  /** Bytes of the buffer in use, and how many of them were answered for. */
  #length = 0;
  #judged = 0;
  /** Offset of the buffer's first byte in the text. */
  #offset = 0;
  #bytesRead = 0;

  constructor(
    path: string,
    search: SimdSearch,
    detector: Detector,
    decoded: DecodedContent,
    options: InspectorOptions,
  ) {
    this.#path = path;
    this.#search = search;
    this.#detector = detector;
    this.#decoded = decoded;
    this.#options = options;
    this.#locator = new Locator((from, to) => search.countLineFeeds(from, to));
  }

  room(): Buffer {
    if (this.#encoding === 'binary') return this.#search.text;
    if (this.#transcoder !== undefined) {
      this.#piece ??= Buffer.allocUnsafe(UTF16_PIECE_BYTES);
      return this.#piece;
    }
    return this.#search.text.subarray(this.#length);
  }

  filled(byteCount: number): void {
    this.#bytesRead += byteCount;
    if (this.#encoding === 'binary') return;
    if (this.#transcoder !== undefined && this.#piece !== undefined) {
      this.#append(this.#transcoder.write(this.#piece.subarray(0, byteCount)));
      return;
    }
    this.#length += byteCount;
    if (this.#encoding === undefined) {
      if (this.#length < SNIFF_BYTES && byteCount > 0) return;
      this.#sniff();
    }
    this.#makeRoom();
  }

  end(): InspectionResult {
    if (this.#encoding === undefined) this.#sniff();
    if (this.#encoding === 'binary') return this.#endBinary();
    this.#judge(this.#length);
    const discoveries = withoutParts(oneMatchPerValue(this.#described)).map(({ discovery }) => discovery);
    return {
      discoveries: this.#withLineHashes(discoveries),
      bytes: this.#bytesRead,
      kind: 'text',
      findings: this.#described.length >= DISCOVERY_LIMIT ? 'cut' : 'all',
    };
  }

  /** A key store is no text, and a finding all the same. */
  #endBinary(): InspectionResult {
    const locator = new Locator(() => 0);
    const discoveries = this.#keys.map((key) =>
      describeMatch({ ...key, start: 0, end: 0 }, this.#search.text, 0, locator, this.#options),
    );
    const kind = discoveries.length > 0 ? 'text' : 'binary';
    return { discoveries, bytes: this.#bytesRead, kind, findings: 'all' };
  }

  #sniff(): void {
    const text = this.#search.text;
    const encoding = sniffEncoding(text.subarray(0, this.#length));
    this.#encoding = encoding === 'binary' && this.#options.binary === 'scan' ? 'utf-8' : encoding;
    if (this.#encoding === 'binary') {
      const head = text.subarray(0, Math.min(this.#length, SNIFF_BYTES));
      this.#keys = keyFileMatches(this.#search, this.#detector, head, this.#path);
    }
    if (encoding === 'utf-8-bom') this.#drop(UTF8_BOM_BYTES);
    if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return;
    this.#transcoder = new Utf16Transcoder(encoding === 'utf-16le' ? 'le' : 'be');
    const sniffed = Buffer.from(text.subarray(0, this.#length));
    this.#length = 0;
    for (let at = 0; at < sniffed.length; at += UTF16_PIECE_BYTES) {
      this.#append(this.#transcoder.write(sniffed.subarray(at, at + UTF16_PIECE_BYTES)));
    }
  }

  #append(text: Buffer): void {
    text.copy(this.#search.text, this.#length);
    this.#length += text.length;
    this.#makeRoom();
  }

  /** When the buffer is nearly full: judges all that has its context, and drops what is no context any more. */
  #makeRoom(): void {
    const { text } = this.#search;
    if (text.length - this.#length >= UTF16_PIECE_BYTES * 2) return;
    const { before, after } = this.#detector.reach;
    this.#judge(Math.max(this.#judged, this.#length - Math.max(after, REGION_REACH)));
    const gone = Math.max(0, this.#judged - before);
    this.#locator.slide(text, gone);
    this.#drop(gone);
  }

  #drop(count: number): void {
    this.#search.text.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#judged = Math.max(0, this.#judged - count);
    this.#offset += count;
  }

  #judge(to: number): void {
    const { text } = this.#search;
    const request = { bytes: text, ownFrom: this.#judged, ownTo: to, length: this.#length, path: this.#path };
    // A literal that starts before `to` may end behind it.
    const hits = this.#search.search(text, this.#judged, this.#length);
    this.#judged = to;
    const searched = hits.count > 0 || this.#detector.index.always.length > 0;
    const plain = searched ? this.#detector.detect(request, hits) : [];
    const matches = oneMatchPerValue([...plain, ...this.#decoded.find(request, this.#offset)]);
    for (const match of matches) {
      if (this.#described.length >= DISCOVERY_LIMIT) return;
      const discovery = describeMatch(match, text, this.#length, this.#locator, this.#options);
      this.#described.push({ ...shifted(match, this.#offset), discovery });
    }
  }

  /** Only for a text that is still whole in the buffer: the hash's counter needs all that stands before. */
  #withLineHashes(discoveries: readonly Discovery[]): readonly Discovery[] {
    const isWhole = this.#offset === 0 && this.#transcoder === undefined;
    if (this.#options.lineHashes === 'unwanted' || discoveries.length === 0 || !isWhole) return discoveries;
    const hasher = new LineHasher(new Set(discoveries.map(({ line }) => line)));
    hasher.write(this.#search.text.toString('utf8', 0, this.#length));
    const hashes = hasher.end();
    return discoveries.map((discovery) => {
      const lineHash = hashes.get(discovery.line);
      return lineHash === undefined ? discovery : { ...discovery, lineHash };
    });
  }
}
