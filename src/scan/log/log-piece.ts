import type { LogPlace } from './log-place.js';

/** A run of text without a line break, as a tool meant it. Latin-1, see `HostLine`. */
export interface LogPiece {
  readonly text: string;
  readonly place: LogPlace;
  /**
   * Why it may go on from the piece before: `wrap`: that one fills a line of a usual width; `return`: only a carriage return stands
   * between; `cut`: the host or a runtime says that it cut a line there.
   */
  readonly follows?: 'wrap' | 'return' | 'cut';
  /** `aside`: read off a line that is also there as it stands, such as a JSON record's message. */
  readonly from: 'line' | 'aside';
}
