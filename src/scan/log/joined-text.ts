import type { Discovery } from '../discovery.js';
import type { Inspection } from '../inspection.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace, spotOf } from './log-place.js';
import { LogView, type PlacedDiscovery } from './log-view.js';

/** More than this is not joined: no value is longer, and a log without line breaks must not be held in memory. Characters. */
const LONGEST_RUN = 256 * 1024;

interface PlacedPiece {
  /** First column in the joined line, from 1. */
  readonly column: number;
  readonly place: LogPlace;
}

/**
 * The text that stands across the breaks of a log: runs of pieces that may belong together, each run as one line, and texts
 * that are read off lines.
 */
export class JoinedText {
  readonly #begin: () => Inspection;
  /** For each line of the joined text its pieces, in order. */
  readonly #lines: [PlacedPiece, ...PlacedPiece[]][] = [];
  readonly #from: PlacedDiscovery['from'][] = [];
  #view: LogView | undefined;
  readonly #runs = new Map<LogPiece['from'], { readonly pieces: LogPiece[]; length: number }>();

  /** @param begin called once there is something to inspect */
  constructor(begin: () => Inspection) {
    this.#begin = begin;
  }

  add(piece: LogPiece): void {
    const run = this.#runs.get(piece.from);
    if (run !== undefined && piece.follows !== undefined && run.length < LONGEST_RUN) {
      run.pieces.push(piece);
      run.length += piece.text.length;
      return;
    }
    if (run !== undefined) this.#flush(run.pieces);
    this.#runs.set(piece.from, { pieces: [piece], length: piece.text.length });
  }

  end(): readonly PlacedDiscovery[] {
    for (const { pieces } of this.#runs.values()) this.#flush(pieces);
    if (this.#view === undefined) return [];
    return this.#view.end().discoveries.flatMap((discovery) => this.#placed(discovery));
  }

  #flush(run: readonly LogPiece[]): void {
    const [first] = run;
    if (first === undefined || (first.from === 'line' && run.length === 1)) return;
    this.#view ??= new LogView(this.#begin());
    let column = 1;
    const placed = run.map(({ text, place }) => {
      const from = column;
      column += characterCount(text);
      return { column: from, place };
    });
    this.#view.write(`${run.map(({ text }) => text).join('')}\n`);
    this.#lines.push(placed as [PlacedPiece, ...PlacedPiece[]]);
    this.#from.push(first.from === 'line' ? 'joined' : 'aside');
  }

  /** Where it is in the log; nothing for what is whole in one piece of a line and is found there anyway. */
  #placed(discovery: Discovery): PlacedDiscovery[] {
    const [start, end] = [this.#lines[discovery.line - 1], this.#lines[discovery.endLine - 1]];
    const from = this.#from[discovery.line - 1];
    if (start === undefined || end === undefined || from === undefined) return [];
    const first = pieceAt(start, discovery.column);
    const last = pieceAt(end, discovery.endColumn - 1);
    if (from === 'joined' && first === last) return [];
    const reasons = first === last ? discovery.reasons : [...discovery.reasons, 'it goes on across a break in the log'];
    const { column, line, log } = spotOf(first.place, discovery.column - first.column);
    const until = spotOf(last.place, discovery.endColumn - last.column);
    return [{ ...discovery, line, column, log, endLine: until.line, endColumn: until.column, reasons, from }];
  }
}

function pieceAt(pieces: readonly [PlacedPiece, ...PlacedPiece[]], column: number): PlacedPiece {
  return pieces.findLast((piece) => piece.column <= column) ?? pieces[0];
}
