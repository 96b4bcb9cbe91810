import type { LogPiece } from './log-piece.js';
import { mayBeWrapped, mayGoOn } from './wrapped-lines.js';

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
  #before: 'whole' | 'cut' | 'wrap' = 'whole';

  /** Why this text may go on from the one before, and whether the next may go on from this. */
  next({ text, widths, end }: StreamText): Pick<LogPiece, 'follows' | 'end'> {
    const before = this.#before;
    if (end === 'open') this.#before = 'cut';
    else this.#before = mayBeWrapped(text, widths) ? 'wrap' : 'whole';
    const isRest = before === 'cut' || (before === 'wrap' && mayGoOn(text));
    return { end: this.#before === 'whole' ? 'whole' : 'open', ...(isRest && { follows: before }) };
  }

  /** Whether what comes next may go on with what came. */
  get isOpen(): boolean {
    return this.#before !== 'whole';
  }

  /** What comes next is no continuation. */
  interrupt(): void {
    this.#before = 'whole';
  }

  copy(): Continuation {
    const copy = new Continuation();
    copy.#before = this.#before;
    return copy;
  }
}
