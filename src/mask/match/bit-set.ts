/** Which 32-bit hashes were added, give or take those that share a place: "no" is certain, "yes" is likely. */
export class BitSet {
  /** 32 places each. Open to loops that cannot afford to ask for one hash after the other. */
  readonly words: Int32Array;
  /** A hash without so many low bits is its place: the high ones are its best. */
  readonly shift: number;

  /** @param bits about how many places; between 2^13 and 2^23. */
  constructor(bits: number) {
    const exponent = Math.min(23, Math.max(13, Math.ceil(Math.log2(bits))));
    this.shift = 32 - exponent;
    this.words = new Int32Array(2 ** (exponent - 5));
  }

  add(hash: number): void {
    const place = hash >>> this.shift;
    this.words[place >>> 5] = (this.words[place >>> 5] as number) | (1 << (place & 31));
  }

  has(hash: number): boolean {
    const place = hash >>> this.shift;
    return (((this.words[place >>> 5] as number) >>> (place & 31)) & 1) !== 0;
  }
}
