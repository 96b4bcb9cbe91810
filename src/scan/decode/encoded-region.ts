/** A half-open stretch of bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a stretch of text reads as once it is decoded. */
export interface Decoded {
  readonly bytes: Buffer;
  /** Encodings that were undone, outermost first, such as `base64`. */
  readonly from: readonly string[];
  /** Which of the encoded bytes stand for bytes[start, end). */
  readonly placeOf: (start: number, end: number) => Span;
  /** `whole`: no part of the encoded bytes stands for a part of the text, so that only all of it can be shown. */
  readonly places: 'exact' | 'whole';
}

/** Something encoded in a text, and what it reads as when that is text. */
export interface EncodedRegion extends Span {
  readonly decoded?: Decoded;
}
