import { Transform, type TransformCallback } from 'node:stream';
import type { MaskHits } from './hit-counter.js';
import { Masker } from './masker.js';
import { type MaskableSecret, SecretIndex, type ShortSecrets } from './secret-index.js';

/** How a stream masks; everything has a safe default. */
export interface MaskStreamOptions {
  /** What stands in a secret's place; default `***`, or another text if a secret could be completed with that. */
  readonly maskText?: string;
  /** Values that would blank a log, such as `true` or `ab`; default `refuse`. */
  readonly shortSecrets?: ShortSecrets;
  /**
   * Milliseconds of silence after which held-back bytes are given out, so that a prompt is seen whole. Half a secret or 8 bytes of one
   * stay back even then. Default: never, so that the output does not depend on time.
   */
  readonly flushAfter?: number;
  /** Called with a sentence for each secret that is masked against advice or could not be added while running. */
  readonly onWarning?: (message: string) => void;
}

/** Bytes in, bytes out, known secrets masked. */
export interface MaskStream extends Transform {
  /**
   * Masks this one too, from the bytes that are not out yet.
   * @throws KeepmumError `REFUSED` for a value that would blank a log.
   */
  addSecret(secret: MaskableSecret): void;
  /** What was masked so far: counts for each secret and form, never a value. */
  hits(): MaskHits[];
}

/**
 * A stream that replaces every secret, in every form `listForms` knows, by a mask.
 * @param secrets values, or an index that several streams share: what one of them learns, all know.
 * @throws KeepmumError `REFUSED` for a value that would blank a log, or a mask text a secret could be completed with.
 */
export function createMaskStream(
  secrets: Iterable<MaskableSecret> | SecretIndex,
  options: MaskStreamOptions = {},
): MaskStream {
  const index = secrets instanceof SecretIndex ? secrets : new SecretIndex(options);
  if (!(secrets instanceof SecretIndex)) for (const secret of secrets) index.add(secret);
  index.maskText();
  return new MaskTransform(index, options.flushAfter);
}

class MaskTransform extends Transform implements MaskStream {
  readonly #secrets: SecretIndex;
  readonly #masker: Masker;
  readonly #flushAfter: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(secrets: SecretIndex, flushAfter: number | undefined) {
    super();
    this.#secrets = secrets;
    this.#masker = new Masker(secrets);
    this.#flushAfter = flushAfter;
  }

  addSecret(secret: MaskableSecret): void {
    this.#secrets.add(secret);
  }

  hits(): MaskHits[] {
    return this.#masker.hits();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    clearTimeout(this.#timer);
    this.#attempt(() => this.#masker.write(chunk), done);
    if (this.#flushAfter !== undefined && this.#masker.held > 0 && !this.destroyed) {
      this.#timer = setTimeout(() => this.#give(this.#masker.release()), this.#flushAfter);
    }
  }

  override _flush(done: TransformCallback): void {
    clearTimeout(this.#timer);
    this.#attempt(() => this.#masker.end(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    done(error);
  }

  /** Nothing goes out if masking fails: the error ends the stream. */
  #attempt(mask: () => Uint8Array[], done: TransformCallback): void {
    let pieces: Uint8Array[];
    try {
      pieces = mask();
    } catch (error) {
      done(error as Error);
      return;
    }
    this.#give(pieces);
    done();
  }

  #give(pieces: readonly Uint8Array[]): void {
    if (pieces.length === 1) this.push(pieces[0]);
    else if (pieces.length > 1) this.push(Buffer.concat(pieces));
  }
}
