import type { Discovery } from '../discovery.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace, linesBehind, spotOf } from './log-place.js';
import type { PlainRun } from './log-sink.js';
import type { PlacedDiscovery } from './merge-discoveries.js';

/** A line of a joined text, made of pieces. */
interface JoinedLine {
  readonly from: PlacedDiscovery['from'];
  /** First column of each piece in the joined line, from 1. */
  readonly columns: readonly number[];
  placeOf(piece: number): LogPlace;
}

/** Where each line of a joined text stands in its log. */
export class JoinedPlaces {
  #lines: JoinedLine[] = [];
  #forgotten = 0;

  add(run: readonly [LogPiece, ...LogPiece[]]): void {
    let column = 1;
    const columns = run.map(({ text }) => {
      const from = column;
      column += characterCount(text.text);
      return from;
    });
    const places = run.map(({ place }) => place);
    const from = run[0].from === 'line' ? 'joined' : 'aside';
    this.#lines.push({ from, columns, placeOf: (piece) => places[piece] ?? run[0].place });
  }

  addLines({ lines, first, last, place }: PlainRun): void {
    let column = 1;
    const columns: number[] = [];
    for (let line = first; line <= last; line++) {
      columns.push(column);
      column += lines.widthOf(line);
    }
    this.#lines.push({ from: 'joined', columns, placeOf: (piece) => linesBehind(place, first + piece) });
  }

  /** Where it is in the log; nothing for what is whole in one piece of a line and is found there anyway. */
  placed(discovery: Discovery): PlacedDiscovery | undefined {
    const [start, end] = [this.#at(discovery.line), this.#at(discovery.endLine)];
    if (start === undefined || end === undefined) return undefined;
    const first = pieceAt(start, discovery.column);
    const last = pieceAt(end, discovery.endColumn - 1);
    const isWhole = start === end && first === last;
    if (start.from === 'joined' && isWhole) return undefined;
    const reasons = isWhole ? discovery.reasons : [...discovery.reasons, 'it goes on across a break in the log'];
    const { column, line, log } = spotOf(start.placeOf(first), discovery.column - (start.columns[first] ?? 1));
    const until = spotOf(end.placeOf(last), discovery.endColumn - (end.columns[last] ?? 1));
    return { ...discovery, line, column, log, endLine: until.line, endColumn: until.column, reasons, from: start.from };
  }

  /** Lines before this one of the joined text will not be asked for. */
  forgetBefore(line: number): void {
    const count = Math.min(line - 1 - this.#forgotten, this.#lines.length);
    if (count * 2 <= this.#lines.length) return;
    this.#lines = this.#lines.slice(count);
    this.#forgotten += count;
  }

  #at(line: number): JoinedLine | undefined {
    return this.#lines[line - 1 - this.#forgotten];
  }
}

function pieceAt({ columns }: JoinedLine, column: number): number {
  return Math.max(
    0,
    columns.findLastIndex((first) => first <= column),
  );
}
