import type { SimdSearch } from '../../core/literals/simd-search.js';
import type { EncodedRegion } from './encoded-region.js';
import { escapeKindOf, quotedPrintable } from './escape-kind.js';
import { readEscapes } from './read-escapes.js';
import { readRun } from './read-run.js';

/** A run that is longer is read piece by piece. */
const PIECE = 128 * 1024;
/** Bytes behind a place that can change what is decoded there. */
export const REGION_REACH = PIECE;
/** A text with so many bombs was made to be slow: it is not decoded any further. */
const MOST_BOMBS = 8;
/** A mail begins with a header or a postmark, and says in its head how it is encoded. */
const MAIL_START = /^(?:From |[A-Z][A-Za-z-]{1,30}:)/;
const START = 36;
const HEAD = 8000;
const EQUALS = 0x3d;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const BOM_BYTES = 3;

/** A part of a text: bytes[from, to) are asked for, all of bytes[0, length) may be read. */
export interface TextPart {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Of bytes[0] in the text. */
  readonly offset: number;
}

/** Whether a finder that begins with this part would look at anything in it, or has to know of it later. */
export function holdsRegions(search: SimdSearch, part: TextPart): boolean {
  return search.findEncoded(part.bytes, part.from, part.to, part.length, 0) !== undefined || isMail(part);
}

/** Finds what stands encoded in one text, part by part. Offsets of its own state count from the text's start. */
export class RegionFinder {
  readonly #search: SimdSearch;
  /** Runs that start before this were read with an earlier one. */
  #runsFrom = 0;
  /** Where the rest of a long run is read on. */
  #rest: number | undefined;
  #escapesFrom = 0;
  #quotedFrom = 0;
  #isMail: boolean | undefined;
  #bombs = 0;

  constructor(search: SimdSearch) {
    this.#search = search;
  }

  /** Regions that begin in the part, in the order of their places, but for those of mails, which come last. */
  find(part: TextPart): EncodedRegion[] {
    const regions: EncodedRegion[] = [];
    let at = Math.max(part.from, this.#runsFrom - part.offset);
    while (at < part.to && this.#bombs < MOST_BOMBS) {
      if (this.#rest !== undefined && this.#rest - part.offset < part.to) {
        at = this.#readRun(part, this.#rest - part.offset, regions);
        continue;
      }
      const quietTo = Math.max(0, this.#escapesFrom - part.offset);
      const place = this.#search.findEncoded(part.bytes, at, part.to, part.length, quietTo);
      if (place === undefined) break;
      at = place.kind === 'run' ? this.#readRun(part, place.at, regions) : this.#readEscapes(part, place.at, regions);
    }
    this.#readMail(part, regions);
    return regions;
  }

  /** @returns where to go on */
  #readRun(part: TextPart, start: number, regions: EncodedRegion[]): number {
    const region = readRun(part.bytes, start, Math.min(part.length, start + PIECE));
    if (region.isBomb) this.#bombs++;
    regions.push(region);
    const isCut = region.end === start + PIECE && region.decoded?.places === 'exact';
    const next = isCut ? region.restFrom : region.end;
    this.#rest = isCut ? next + part.offset : undefined;
    this.#runsFrom = next + part.offset;
    return next;
  }

  #readEscapes(part: TextPart, at: number, regions: EncodedRegion[]): number {
    const bounds = { from: Math.max(0, this.#escapesFrom - part.offset), to: part.length };
    const region = readEscapes(part.bytes, at, bounds, escapeKindOf(part.bytes[at] ?? 0));
    regions.push(region);
    this.#escapesFrom = Math.max(region.end, at + 1) + part.offset;
    return at + 1;
  }

  /** Quoted-printable has an escape that is everywhere, so it is looked for only where it is announced. */
  #readMail(part: TextPart, regions: EncodedRegion[]): void {
    this.#isMail ??= isMail(part);
    if (!this.#isMail) return;
    for (let at = Math.max(part.from, this.#quotedFrom - part.offset); at < part.to; ) {
      at = part.bytes.indexOf(EQUALS, at);
      if (at < 0 || at >= part.to) return;
      if (quotedPrintable.read(part.bytes, at, part.length) === undefined) {
        at++;
        continue;
      }
      const bounds = { from: Math.max(0, this.#quotedFrom - part.offset), to: part.length };
      const region = readEscapes(part.bytes, at, bounds, quotedPrintable);
      regions.push(region);
      at = Math.max(region.end, at + 1);
      this.#quotedFrom = at + part.offset;
    }
  }
}

/** Only a text's first part can tell. */
function isMail({ bytes, length, offset }: TextPart): boolean {
  const first = bytes[0] ?? 0;
  if (offset > BOM_BYTES || first < CAPITAL_A || first > CAPITAL_Z) return false;
  if (!MAIL_START.test(bytes.toString('latin1', 0, Math.min(length, START)))) return false;
  return /quoted-printable/i.test(bytes.toString('latin1', 0, Math.min(length, HEAD)));
}
