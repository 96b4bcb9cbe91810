/** Whatever a content holds, so much may be decoded of it, in bytes. */
const GRANTED = 4 * 1024 * 1024;
/** For each byte of the content before the place, as nested encodings and compression ask for more than one. */
const PER_BYTE = 8;
const MOST = 64 * 1024 * 1024;

/** What decoding one content may cost. It depends on the place only, so that cuts of the input cannot matter. */
export class DecodeBudget {
  #spent = 0;

  /** Whether `bytes` more may be decoded at `place`, in bytes from the content's start; if so they are spent. */
  spend(bytes: number, place: number): boolean {
    const allowed = Math.min(MOST, GRANTED + PER_BYTE * place);
    if (this.#spent + bytes > allowed) return false;
    this.#spent += bytes;
    return true;
  }
}
