import type { LogPlace } from './log-place.js';
import type { TracedText } from './traced-text.js';

/** A run of text without a line break, as a tool meant it. */
export interface LogPiece {
  readonly text: TracedText;
  readonly place: LogPlace;
  /** Where in the log the break stands that ended it, in bytes. */
  readonly endsAt: number;
  /**
   * Why it may go on from the piece before: `wrap`: that one fills a line of a usual width; `return`: only a carriage return stands
   * between; `cut`: the host or a runtime says that it cut a line there.
   */
  readonly follows?: 'wrap' | 'return' | 'cut';
  /** `aside`: read off a line that is also there as it stands, such as a JSON record's message. */
  readonly from: 'line' | 'aside';
  /** Whether what comes next may go on with it, as far as this one tells. */
  readonly end: 'whole' | 'open';
}
