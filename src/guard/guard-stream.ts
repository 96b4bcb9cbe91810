import { Transform, type TransformCallback } from 'node:stream';
import type { LiveText } from './live-text.js';

/** What comes before the search: a `Masker`, or nothing for a text that has been masked. */
export interface FirstStage {
  readonly held: number;
  write(chunk: Uint8Array): Uint8Array[];
  release(): Uint8Array[];
  end(): Uint8Array[];
}

/**
 * Milliseconds that a credential which has begun may wait for its end, once nothing else holds it back. Programs write a line, or a key, at once;
 * what takes longer than this is a person who types, and should see what is there.
 */
const LONG_HOLD = 1000;

/** Bytes in, bytes out: first known secrets are masked, then what looks like a credential. */
export class GuardStream extends Transform {
  readonly #masker: FirstStage;
  readonly #text: LiveText;
  readonly #hold: number | undefined;
  #short: NodeJS.Timeout | undefined;
  #long: NodeJS.Timeout | undefined;
  /** Where in the stream the credential has begun that `#long` waits for. */
  #begun = -1;

  /** @param hold milliseconds after which bytes go out though more could tell more of them; `undefined` for never */
  constructor(masker: FirstStage, text: LiveText, hold: number | undefined) {
    super();
    this.#masker = masker;
    this.#text = text;
    this.#hold = hold;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#attempt(() => this.#read(this.#masker.write(chunk)), done);
    const isHolding = this.#text.held > 0 || this.#masker.held > 0;
    if (this.#hold !== undefined && isHolding && !this.destroyed)
      this.#short ??= setTimeout(() => this.#pause('short'), this.#hold);
  }

  override _flush(done: TransformCallback): void {
    this.#stopTimers();
    this.#attempt(() => [...this.#read(this.#masker.end()), ...this.#text.end()], done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#stopTimers();
    done(error);
  }

  #pause(patience: 'short' | 'long'): void {
    if (patience === 'short') this.#short = undefined;
    else this.#long = undefined;
    this.#attempt(
      () => [...this.#read(this.#masker.release()), ...this.#text.release(patience)],
      (error) => {
        if (error != null) this.destroy(error);
      },
    );
    if (this.#text.held === 0) {
      clearTimeout(this.#long);
      this.#long = undefined;
    } else if (this.#long === undefined || this.#text.heldFrom !== this.#begun) {
      clearTimeout(this.#long);
      this.#begun = this.#text.heldFrom;
      this.#long = setTimeout(() => this.#pause('long'), LONG_HOLD);
    }
  }

  #read(pieces: readonly Uint8Array[]): Uint8Array[] {
    return pieces.flatMap((piece) => this.#text.write(piece));
  }

  /** Nothing goes out if guarding fails: the error ends the stream. */
  #attempt(guard: () => Uint8Array[], done: (error?: Error | null) => void): void {
    let pieces: Uint8Array[];
    try {
      pieces = guard();
    } catch (error) {
      done(error as Error);
      return;
    }
    for (const piece of pieces) if (piece.length > 0) this.push(piece);
    done();
  }

  #stopTimers(): void {
    clearTimeout(this.#short);
    clearTimeout(this.#long);
  }
}
