import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../../core/asset-folder.js';
import type { LogHost } from './host/host-reader.js';
import { mayGoOn, WIDTHS } from './wrapped-lines.js';

// The part of WebAssembly's JavaScript interface that is used; its types come with the DOM's only.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What assembly/log-lines.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  count(): number;
  read(from: number, to: number, copies: number, classes: number, records: number, limit: number): number;
}

/** How the memory is laid out; all of it fits in what the build gives. */
const CLASSES_AT = 2048;
const RECORDS_AT = 4096;
const RECORD_WORDS = 5;
const MOST_LINES = 4500;
const TEXT_AT = 100 * 1024;
const TEXT_BYTES = 64 * 1024 + 64;
const COPIES_AT = 168 * 1024;
/** Bytes that are looked through at once; the assembly looks a little further. */
const MOST_BYTES = TEXT_BYTES - 64;
const VALUE = 1;
const NAME = 2;
const OPENS = 1;
const GOES_ON = 2;
const BYTES = 256;

/** Lines that stand in a log as a tool printed them, behind what the host puts before every line. */
export interface PlainLines {
  readonly count: number;
  /** Bytes that they take, with their line feeds and the host's. */
  readonly byteLength: number;
  /** Up to here from the same start lines have to be read one by one, as they may go on with what is not plain. */
  readonly oddTo: number;
  /** Their texts with their line feeds; the memory is used again by the next call. */
  readonly text: Buffer;
  /** Where the text of a line begins, from the same start. */
  startOf(line: number): number;
  /** Bytes of a line's text, without its line feed. */
  lengthOf(line: number): number;
  /** Its characters. */
  widthOf(line: number): number;
  /** Whether the next line may be the rest of this one. */
  goesOn(line: number): boolean;
}

/**
 * Finds plain lines fast: those without terminal codes, prefixes of tools, JSON or masks. What it says is plain, `LogLineReader` would
 * read as just that text.
 */
export class PlainLineFinder {
  readonly #exports: Exports;
  readonly #text: Buffer;
  readonly #copies: Buffer;
  readonly #records: Uint32Array;
  #length = 0;

  constructor() {
    const code = readFileSync(join(assetFolder(), 'log-lines.wasm'));
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
    const { buffer } = this.#exports.memory;
    this.#text = Buffer.from(buffer, TEXT_AT, TEXT_BYTES);
    this.#copies = Buffer.from(buffer, COPIES_AT, TEXT_BYTES);
    this.#records = new Uint32Array(buffer, RECORDS_AT, MOST_LINES * RECORD_WORDS);
    const classes = new Uint8Array(buffer, CLASSES_AT, 2 * BYTES);
    for (let byte = 0; byte < BYTES; byte++) {
      const character = String.fromCharCode(byte);
      classes[byte] = (mayGoOn(character) ? VALUE : 0) | (/[\w.-]/.test(character) ? NAME : 0);
      classes[BYTES + byte] = WIDTHS.has(byte) ? 1 : 0;
    }
  }

  /** Takes in some bytes, or as many of them as there is room for. @returns how many */
  load(bytes: Buffer): number {
    this.#length = bytes.copy(this.#text, 0, 0, MOST_BYTES);
    return this.#length;
  }

  /** The plain lines from a place in the loaded bytes on; what it says holds until the next call. */
  find(from: number, frame: NonNullable<LogHost['frame']>): PlainLines {
    const copies = frame === 'runner timestamp' ? COPIES_AT : 0;
    const start = TEXT_AT + from;
    const end = TEXT_AT + this.#length;
    const stop = this.#exports.read(start, end, copies, CLASSES_AT, RECORDS_AT, MOST_LINES) - start;
    const records = this.#records;
    let count = this.#exports.count();
    // Whether a line goes on with one that is not plain, or not there yet, has to be found out by reading both.
    while (count > 0 && ((records[count * RECORD_WORDS - 2] as number) & OPENS) !== 0) count--;
    const startOf = (line: number) => records[line * RECORD_WORDS] as number;
    const lengthOf = (line: number) => records[line * RECORD_WORDS + 1] as number;
    const byteLength = count === 0 ? 0 : startOf(count - 1) + lengthOf(count - 1) + 1;
    const copied = count === 0 ? 0 : (records[count * RECORD_WORDS - 1] as number);
    return {
      count,
      byteLength,
      text: copies === 0 ? this.#text.subarray(from, from + byteLength) : this.#copies.subarray(0, copied),
      oddTo: stop,
      startOf,
      lengthOf,
      widthOf: (line) => records[line * RECORD_WORDS + 2] as number,
      goesOn: (line) => ((records[line * RECORD_WORDS + 3] as number) & GOES_ON) !== 0,
    };
  }
}
