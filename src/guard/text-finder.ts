import type { LiteralHits } from '../core/literals/literal-search.js';
import { type DecodedContent, DecodedSearch } from '../scan/decode/decoded-search.js';
import { REGION_REACH } from '../scan/decode/region-finder.js';
import type { Reach } from '../scan/detect/detector.js';
import type { Match } from '../scan/detect/match.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import type { Span } from './span.js';
import { unfinishedFrom } from './unfinished.js';

/** No literal is longer. */
const LONGEST_LITERAL = 1024;

/** A part of a text, in offsets of a window of it. */
export interface WindowPart {
  /** The window, in the memory of the engine's search. */
  readonly bytes: Buffer;
  /** Literals that start in [from, to) are looked at; all of [0, length) may be read. */
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Bytes of the text before the window. */
  readonly passed: number;
}

/** Finds credentials in one stream's text, in a window that lies in the engine's memory. Keeps of the stream only what was decoded. */
export class TextFinder {
  /** Bytes around a place that can change what is found there. */
  readonly reach: Reach;
  readonly #engine: Engine;
  readonly #path: string;
  readonly #encoded: DecodedSearch;
  readonly #decoded: DecodedContent;

  constructor(engine: Engine, path: string) {
    const { before, after } = engine.detector.reach;
    this.reach = { before, after: Math.max(after, REGION_REACH) };
    this.#engine = engine;
    this.#path = path;
    this.#encoded = new DecodedSearch(engine.search, engine.detector);
    this.#decoded = this.#encoded.begin();
  }

  /** The final word on a part; parts must come in their order. */
  find(part: WindowPart): Match[] {
    return this.#matches(part, this.#decoded);
  }

  /** A guess ahead of the final word, as if the text ended with the window. */
  guess(part: WindowPart): Match[] {
    return this.#matches(part, this.#encoded.begin());
  }

  /** Where a credential has begun that has not ended, see `unfinishedFrom`. */
  begun(part: WindowPart, hidden: readonly Span[]): number {
    return unfinishedFrom(this.#engine.detector.index, this.#literals(part), part, hidden);
  }

  #literals({ bytes, from, to, length }: WindowPart): LiteralHits {
    return this.#engine.search.search(bytes, from, Math.min(length, to + LONGEST_LITERAL));
  }

  #matches(part: WindowPart, decoded: DecodedContent): Match[] {
    const { bytes, from: ownFrom, to: ownTo, length, passed } = part;
    const request = { bytes, ownFrom, ownTo, length, path: this.#path };
    const plain = this.#engine.detector.detect(request, this.#literals(part));
    return [...plain, ...decoded.find(request, passed)];
  }
}
