/** A fixed string to look for. */
export interface Literal {
  /** At least `MIN_LITERAL_BYTES` bytes. */
  readonly bytes: Uint8Array;
  /** `ignore` folds ASCII letters only. */
  readonly letterCase: 'exact' | 'ignore';
  /**
   * Bytes of which one must follow for a hit to be of use, as flags; absent for any. Only a hint, for literals too short to
   * be rare: hits without it may be reported.
   */
  readonly next?: Uint8Array;
}

/** Shorter literals occur everywhere and would make the search slower than the work it saves. */
export const MIN_LITERAL_BYTES = 3;

/** Where literals occur, as two parallel columns; valid until the next call of the search that made them. */
export interface LiteralHits {
  readonly count: number;
  /** Offset of the first byte of each hit, ascending. */
  readonly starts: Uint32Array;
  /** Index of the literal in the list the search was made from, ascending within one offset. */
  readonly literals: Uint32Array;
}

/** Finds every occurrence of every literal, overlapping ones too. */
export interface LiteralSearch {
  /** Hits that lie wholly inside `bytes[from, to)`. */
  search(bytes: Uint8Array, from: number, to: number): LiteralHits;
}
