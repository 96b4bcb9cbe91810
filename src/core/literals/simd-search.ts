import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../asset-folder.js';
import type { LiteralHits, LiteralSearch } from './literal-search.js';
import { BLOCK_AT, GRAM_TABLE_AT, type LiteralTables, markGrams } from './literal-tables.js';

// The part of WebAssembly's JavaScript interface that is used; its types come with the DOM's only.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What assembly/literal-search.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  configure(...layout: LiteralTables['layout']): void;
  configureHits(starts: number, literals: number, limit: number): void;
  hits(): number;
  search(from: number, to: number, resume: number): number;
  countByte(from: number, to: number, value: number): number;
  findEncoded(from: number, to: number, limit: number, quietTo: number): number;
  encodedEnd(): number;
}

/** Where something encoded begins, and of which of the two kinds it is. */
export interface EncodedPlace {
  readonly at: number;
  readonly kind: 'run' | 'escape';
}

const PAGE = 65536;
/** Hits a call of the assembly may yield before it has to come back. */
const HIT_ROOM = 8192;
/** Room for what was decoded; memory that is never touched costs nothing. */
const SCRATCH_BYTES = 1024 * 1024;
/** The assembly looks this far around the text. */
const MARGIN = 64;

/** The search in WebAssembly with SIMD; text that already lies in its own memory is not copied. */
export class SimdSearch implements LiteralSearch {
  /** Room for text that the caller fills; search it as `search(text, from, to)`. */
  readonly text: Buffer;
  /** More room of the same kind, for what was decoded from the text. */
  readonly scratch: Buffer;
  readonly #exports: Exports;
  readonly #textAt: number;
  readonly #hitStarts: Uint32Array;
  readonly #hitLiterals: Uint32Array;
  #starts = new Uint32Array(HIT_ROOM);
  #literals = new Uint32Array(HIT_ROOM);

  /**
   * @param tables of the literals, by buildLiteralTables
   * @param textBytes how long a text can be
   */
  constructor(tables: LiteralTables, textBytes: number) {
    const perBlock = 16 * tables.hitsPerPosition;
    const hitRoom = HIT_ROOM + perBlock;
    const startsAt = alignUp(BLOCK_AT + tables.block.length, 16);
    const literalsAt = startsAt + hitRoom * 4;
    this.#textAt = alignUp(literalsAt + hitRoom * 4 + MARGIN, 64);
    const scratchAt = alignUp(this.#textAt + textBytes + MARGIN, 64);
    const end = scratchAt + SCRATCH_BYTES + MARGIN;
    const code = readFileSync(join(assetFolder(), 'literal-search.wasm'));
    const instance = new WebAssembly.Instance(new WebAssembly.Module(code));
    this.#exports = instance.exports as Exports;
    const { memory } = this.#exports;
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(tables.block, BLOCK_AT);
    markGrams(bytes.subarray(GRAM_TABLE_AT, BLOCK_AT), tables.marks);
    this.#exports.configure(...tables.layout);
    this.#exports.configureHits(startsAt, literalsAt, HIT_ROOM);
    this.#hitStarts = new Uint32Array(memory.buffer, startsAt, hitRoom);
    this.#hitLiterals = new Uint32Array(memory.buffer, literalsAt, hitRoom);
    this.text = Buffer.from(memory.buffer, this.#textAt, textBytes);
    this.scratch = Buffer.from(memory.buffer, scratchAt, SCRATCH_BYTES);
  }

  search(bytes: Uint8Array, from: number, to: number): LiteralHits {
    const base = this.#load(bytes, from, to);
    const start = base + from;
    const end = base + to;
    let count = 0;
    for (let resume = start; resume < end; ) {
      resume = this.#exports.search(start, end, resume);
      count = this.#take(count, base);
    }
    return { count, starts: this.#starts, literals: this.#literals };
  }

  /** How many line feeds `text[from, to)` holds. */
  countLineFeeds(from: number, to: number): number {
    return this.#exports.countByte(this.#textAt + from, this.#textAt + to, 0x0a);
  }

  /**
   * The first place in bytes[from, to) where something encoded begins: a run of the base64 alphabet that begins like text,
   * or an escape of a printable character that does not stand before `quietTo`; none when there is none.
   *
   * @param bytes `text` or `scratch`, in use up to `length`
   */
  findEncoded(bytes: Buffer, from: number, to: number, length: number, quietTo: number): EncodedPlace | undefined {
    const base = bytes.byteOffset;
    const at = this.#exports.findEncoded(base + from, base + to, base + length, base + quietTo) - base;
    if (at >= to) return undefined;
    return { at, kind: this.#exports.encodedEnd() === 0 ? 'escape' : 'run' };
  }

  /** @returns the address that offsets in `bytes` count from */
  #load(bytes: Uint8Array, from: number, to: number): number {
    if (bytes.buffer === this.text.buffer) return bytes.byteOffset;
    if (to > this.text.length) throw new RangeError(`text of ${to} bytes, room for ${this.text.length}`);
    this.text.set(bytes.subarray(from, to), from);
    return this.#textAt;
  }

  /** Copies the hits out, behind the `count` there are; a hit of the next block may start a few bytes before the last. */
  #take(count: number, base: number): number {
    const more = this.#exports.hits();
    this.#reserve(count + more);
    for (let i = 0; i < more; i++) {
      const start = (this.#hitStarts[i] ?? 0) - base;
      const literal = this.#hitLiterals[i] ?? 0;
      let at = count + i;
      while (at > 0 && comesAfter(this.#starts[at - 1] ?? 0, this.#literals[at - 1] ?? 0, start, literal)) {
        this.#starts[at] = this.#starts[at - 1] ?? 0;
        this.#literals[at] = this.#literals[at - 1] ?? 0;
        at--;
      }
      this.#starts[at] = start;
      this.#literals[at] = literal;
    }
    return count + more;
  }

  #reserve(count: number): void {
    if (count <= this.#starts.length) return;
    const starts = new Uint32Array(count * 2);
    const literals = new Uint32Array(count * 2);
    starts.set(this.#starts);
    literals.set(this.#literals);
    this.#starts = starts;
    this.#literals = literals;
  }
}

function comesAfter(startA: number, literalA: number, startB: number, literalB: number): boolean {
  return startA > startB || (startA === startB && literalA > literalB);
}

function alignUp(address: number, step: number): number {
  return Math.ceil(address / step) * step;
}
