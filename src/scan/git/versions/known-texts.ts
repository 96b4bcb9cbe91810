import type { Match } from '../../detect/match.js';

/** A match and the offset of the literal that woke its rule. */
export interface WokenMatch {
  readonly match: Match;
  readonly hit: number;
}

/** A text that was searched, and everything that was found in it, before any of it was chosen. */
export interface KnownText {
  readonly bytes: Buffer;
  readonly matches: readonly WokenMatch[];
}

/** Remembers the last version of each path, the least recently met first to go. */
export class KnownTexts {
  readonly #byPath = new Map<string, KnownText>();
  readonly #limit: number;
  #bytes = 0;

  /** @param limit bytes of text to keep at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(path: string): KnownText | undefined {
    return this.#byPath.get(path);
  }

  forget(path: string): void {
    this.#bytes -= this.#byPath.get(path)?.bytes.length ?? 0;
    this.#byPath.delete(path);
  }

  /** @param text copied, so that the caller may use its memory for the next one */
  set(path: string, text: Buffer, matches: readonly WokenMatch[]): void {
    const before = this.#byPath.get(path);
    this.#byPath.delete(path);
    this.#bytes += text.length - (before?.bytes.length ?? 0);
    // Versions differ little in length: with some slack, the memory of the last one holds the next.
    const memory = before !== undefined && fits(before.bytes, text) ? before.bytes.buffer : allocate(text.length);
    const bytes = Buffer.from(memory, 0, text.length);
    text.copy(bytes);
    this.#byPath.set(path, { bytes, matches });
    for (const [oldest, { bytes: oldBytes }] of this.#byPath) {
      if (this.#bytes <= this.#limit || oldest === path) break;
      this.#byPath.delete(oldest);
      this.#bytes -= oldBytes.length;
    }
  }
}

function allocate(length: number): ArrayBufferLike {
  return Buffer.allocUnsafeSlow(length + (length >> 3) + 1024).buffer;
}

function fits(memory: Buffer, text: Buffer): boolean {
  return memory.buffer.byteLength >= text.length && memory.buffer.byteLength < text.length * 2 + 4096;
}
