import type { LogPiece } from './log-piece.js';
import { mayBeWrapped } from './wrapped-lines.js';

/** A text of a stream of lines. */
export interface StreamText {
  readonly text: string;
  /** Of its line, with and without what stands before it, in characters. */
  readonly widths: readonly number[];
  /** `open`: it was cut, and the next one goes on with it. */
  readonly end: 'line' | 'open';
}

/** Finds out of each text of a stream why it may go on from the one before. */
export class Continuation {
  #before: StreamText | undefined;

  next(current: StreamText): LogPiece['follows'] {
    const before = this.#before;
    this.#before = current;
    if (before === undefined) return undefined;
    if (before.end === 'open') return 'cut';
    return mayBeWrapped(before.text, before.widths, current.text) ? 'wrap' : undefined;
  }

  /** What comes next is no continuation. */
  interrupt(): void {
    this.#before = undefined;
  }
}
