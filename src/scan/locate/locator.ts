const LINE_FEED = 0x0a;

/** A position for people: line and column count from 1, columns in characters. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Counts the line feeds in the text's bytes[from, to). */
export type CountLineFeeds = (from: number, to: number) => number;

/**
 * Turns offsets into lines and columns, moving forward through a text that slides through a buffer. Asking in ascending
 * order costs each byte once, even on one endless line; asking backwards starts again from the buffer's first byte.
 */
export class Locator {
  readonly #countLineFeeds: CountLineFeeds;
  /** Where the buffer's first byte stands. */
  #base: Position = { line: 1, column: 1 };
  #at = 0;
  #line = 1;
  #column = 1;

  constructor(countLineFeeds: CountLineFeeds) {
    this.#countLineFeeds = countLineFeeds;
  }

  /** Where bytes[offset] stands. */
  locate(bytes: Buffer, offset: number): Position {
    if (offset < this.#at) this.#restart();
    const lastLineFeed = offset === 0 ? -1 : bytes.lastIndexOf(LINE_FEED, offset - 1);
    if (lastLineFeed >= this.#at) {
      this.#line += this.#countLineFeeds(this.#at, offset);
      this.#column = 1;
      this.#at = lastLineFeed + 1;
    }
    this.#column += countCharacters(bytes, this.#at, offset);
    this.#at = offset;
    return { line: this.#line, column: this.#column };
  }

  /** The buffer is about to lose its first `count` bytes. */
  slide(bytes: Buffer, count: number): void {
    this.#base = this.locate(bytes, count);
    this.#restart();
  }

  #restart(): void {
    this.#at = 0;
    this.#line = this.#base.line;
    this.#column = this.#base.column;
  }
}

/** Characters (code points) that start in bytes[from, to) of UTF-8; a byte that is no UTF-8 counts as one. */
function countCharacters(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) count++;
  return count;
}
