/** Characters that go into one hash; the value and the next three are code scanning's own (codeql-action, fingerprints). */
const BLOCK = 100;
const FACTOR = 37;
const END_OF_FILE = 65_535;
/** 37^100 mod 2^64, the weight of the character that leaves the block, in two halves of 32 bits. */
const [LEAVING_HIGH, LEAVING_LOW] = powerOfFactor(BLOCK);

const TWO_32 = 2 ** 32;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/**
 * Computes `primaryLocationLineHash` as code scanning does, so that an alert survives when lines move: a rolling hash mod 2^64
 * over the 100 characters (UTF-16 units, without spaces and tabs) from the start of each line, and a number that tells equal
 * hashes apart. Feed it the whole text from the start, a byte order mark included, or its answer is of no use.
 *
 * Memory grows with the number of lines (about 100 bytes each), as every hash may come back: not for files of gigabytes.
 */
export class LineHasher {
  readonly #wanted: ReadonlySet<number>;
  readonly #hashes = new Map<number, string>();
  readonly #seen = new Map<string, number>();
  readonly #block = new Uint16Array(BLOCK);
  /** For each character of the block, the line that it starts, or 0. */
  readonly #lineAt = new Float64Array(BLOCK);
  #index = 0;
  #high = 0;
  #low = 0;
  #line = 0;
  #atLineStart = true;
  #afterReturn = false;

  /** @param wanted the lines to answer for, counted from 1 */
  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
  }

  /** Takes the next piece of the text, cut anywhere. */
  write(text: string): void {
    for (let at = 0; at < text.length; at++) this.#take(text.charCodeAt(at));
  }

  /** @returns the hash of each wanted line that exists, such as `8b7cf3e952e7aeb2:1` */
  end(): ReadonlyMap<number, string> {
    this.#push(END_OF_FILE);
    for (let padding = 0; padding < BLOCK; padding++) this.#roll(0);
    return this.#hashes;
  }

  #take(unit: number): void {
    const completesReturn = unit === LINE_FEED && this.#afterReturn;
    this.#afterReturn = unit === CARRIAGE_RETURN;
    if (completesReturn || unit === SPACE || unit === TAB) return;
    this.#push(unit === CARRIAGE_RETURN ? LINE_FEED : unit);
  }

  #push(unit: number): void {
    const startsLine = this.#atLineStart;
    this.#atLineStart = unit === LINE_FEED;
    const slot = this.#index;
    this.#roll(unit);
    if (startsLine) this.#lineAt[slot] = ++this.#line;
  }

  /** Moves the block on by one character; the line that started 100 characters ago is now complete. */
  #roll(unit: number): void {
    const slot = this.#index;
    const line = this.#lineAt[slot] ?? 0;
    if (line > 0) this.#report(line);
    this.#lineAt[slot] = 0;

    const leaving = this.#block[slot] ?? 0;
    // Every product stays below 2^53, so that doubles are exact; `>>> 0` is the remainder by 2^32, also of negatives.
    const low = this.#low * FACTOR + unit - LEAVING_LOW * leaving;
    const high = this.#high * FACTOR + Math.floor(low / TWO_32) - LEAVING_HIGH * leaving;
    this.#low = low >>> 0;
    this.#high = high >>> 0;
    this.#block[slot] = unit;
    this.#index = (slot + 1) % BLOCK;
  }

  #report(line: number): void {
    const hash =
      this.#high === 0
        ? this.#low.toString(16)
        : `${this.#high.toString(16)}${this.#low.toString(16).padStart(8, '0')}`;
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, count);
    if (this.#wanted.has(line)) this.#hashes.set(line, `${hash}:${count}`);
  }
}

function powerOfFactor(exponent: number): readonly [high: number, low: number] {
  const power = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(exponent));
  return [Number(power >> 32n), Number(power & 0xffff_ffffn)];
}
