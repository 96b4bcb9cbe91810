const BLOCK_BYTES = 64 * 1024;

/** Bytes that wait, in blocks that nobody writes to once they are given out. */
export class HeldBytes {
  #blocks: Buffer[] = [];
  /** Bytes of the first block that are gone, and of the last that are in use. */
  #from = 0;
  #to = BLOCK_BYTES;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param bytes are copied: their memory may be used again */
  append(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#to === BLOCK_BYTES) {
        this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
        this.#to = 0;
      }
      const count = bytes.copy(this.#blocks[this.#blocks.length - 1] as Buffer, this.#to, at);
      this.#to += count;
      at += count;
    }
    this.#length += bytes.length;
  }

  /** The byte at an offset from the first one held. */
  at(offset: number): number | undefined {
    const place = this.#from + offset;
    return this.#blocks[Math.floor(place / BLOCK_BYTES)]?.[place % BLOCK_BYTES];
  }

  /** Takes out the first `count` bytes, as they lie. */
  take(count: number): Buffer[] {
    const taken: Buffer[] = [];
    for (let rest = count; rest > 0; ) {
      const block = this.#blocks[0] as Buffer;
      const part = block.subarray(this.#from, Math.min(BLOCK_BYTES, this.#from + rest));
      taken.push(part);
      rest -= part.length;
      this.#from += part.length;
      if (this.#from === BLOCK_BYTES) {
        this.#blocks.shift();
        this.#from = 0;
      }
    }
    this.#length -= count;
    return taken;
  }
}
