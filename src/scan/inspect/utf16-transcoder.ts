import { StringDecoder } from 'node:string_decoder';

/** Takes UTF-16 piece by piece and gives UTF-8; a pair or a surrogate cut in two waits for its other half. */
export class Utf16Transcoder {
  readonly #decoder = new StringDecoder('utf16le');
  readonly #order: 'le' | 'be';
  #odd: Buffer = Buffer.alloc(0);
  #started = false;

  constructor(order: 'le' | 'be') {
    this.#order = order;
  }

  write(piece: Buffer): Buffer {
    const bytes = Buffer.concat([this.#odd, piece]);
    const whole = bytes.length - (bytes.length % 2);
    this.#odd = bytes.subarray(whole);
    const pairs = bytes.subarray(0, whole);
    if (this.#order === 'be') pairs.swap16();
    const text = this.#decoder.write(pairs);
    const withoutMark = !this.#started && text.startsWith('\ufeff') ? text.slice(1) : text;
    this.#started ||= text !== '';
    return Buffer.from(withoutMark, 'utf8');
  }
}
