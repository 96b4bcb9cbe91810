import type { Discovery } from './discovery.js';

/** What was learnt from one content (a file, a blob, a stream). */
export interface InspectionResult {
  readonly discoveries: readonly Discovery[];
  /** Bytes read. */
  readonly bytes: number;
  /** `binary`: not searched, because it is no text. */
  readonly kind: 'text' | 'binary';
  /** `cut`: there were more findings than one content may have, and the rest was left out. */
  readonly findings: 'all' | 'cut';
}

/** Reads one content piece by piece: fill `room()`, say how much with `filled()`, at last `end()`. */
export interface Inspection {
  /** Where to put the next bytes, from its start; never empty. */
  room(): Buffer;
  /** @param byteCount how many bytes of `room()` were filled */
  filled(byteCount: number): void;
  end(): InspectionResult;
}

/** The engine, ready: one a thread, one content at a time. */
export interface Inspector {
  /** @param path what rules and filters see as its path; see judgedPath */
  begin(path: string): Inspection;
}
