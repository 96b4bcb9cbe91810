import type { Discovery } from '../discovery.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace, linesBehind, spotOf } from './log-place.js';
import type { PlainRun } from './log-sink.js';
import type { PlacedDiscovery } from './merge-discoveries.js';
import { PairTable } from './pair-table.js';

const JOINED = 0;
const ASIDE = 1;

interface PlacedPiece {
  /** Which of all pieces. */
  readonly piece: number;
  readonly from: PlacedDiscovery['from'];
  /** First column in the joined line, from 1. */
  readonly column: number;
  readonly place: LogPlace;
}

/**
 * Where each line of a joined text stands in its log. Numbers in flat memory and few objects, as there may be many lines and hardly one
 * is asked for.
 */
export class JoinedPlaces {
  /** For each line its first piece, and whether it was read off one of the log. */
  readonly #lines = new PairTable();
  /** For each piece its first column in the joined line, from 1, and the lines between its place and `#places`. */
  readonly #pieces = new PairTable();
  #places: LogPlace[] = [];
  #forgottenLines = 0;
  #forgottenPieces = 0;

  add(run: readonly [LogPiece, ...LogPiece[]]): void {
    this.#beginLine(run[0].from === 'line' ? JOINED : ASIDE);
    let column = 1;
    for (const { text, place } of run) {
      this.#addPiece(column, place, 0);
      column += characterCount(text.text);
    }
  }

  addLines({ lines, first, last, place }: PlainRun): void {
    this.#beginLine(JOINED);
    let column = 1;
    for (let line = first; line <= last; line++) {
      this.#addPiece(column, place, line);
      column += lines.widthOf(line);
    }
  }

  /** Where it is in the log; nothing for what is whole in one piece of a line and is found there anyway. */
  placed(discovery: Discovery): PlacedDiscovery | undefined {
    const first = this.#pieceAt(discovery.line, discovery.column);
    const last = this.#pieceAt(discovery.endLine, discovery.endColumn - 1);
    if (first === undefined || last === undefined) return undefined;
    const isWhole = first.piece === last.piece;
    if (first.from === 'joined' && isWhole) return undefined;
    const reasons = isWhole ? discovery.reasons : [...discovery.reasons, 'it goes on across a break in the log'];
    const { column, line, log } = spotOf(first.place, discovery.column - first.column);
    const until = spotOf(last.place, discovery.endColumn - last.column);
    return { ...discovery, line, column, log, endLine: until.line, endColumn: until.column, reasons, from: first.from };
  }

  /** Lines before this one of the joined text will not be asked for. */
  forgetBefore(line: number): void {
    const count = Math.min(line - 1 - this.#forgottenLines, this.#lines.length);
    if (count * 2 <= this.#lines.length) return;
    const pieces =
      count === this.#lines.length ? this.#pieces.length : this.#lines.at(count, 0) - this.#forgottenPieces;
    this.#lines.drop(count);
    this.#pieces.drop(pieces);
    this.#places = this.#places.slice(pieces);
    this.#forgottenLines += count;
    this.#forgottenPieces += pieces;
  }

  #beginLine(from: number): void {
    this.#lines.add(this.#forgottenPieces + this.#pieces.length, from);
  }

  #addPiece(column: number, place: LogPlace, ahead: number): void {
    this.#pieces.add(column, ahead);
    this.#places.push(place);
  }

  #pieceAt(joinedLine: number, column: number): PlacedPiece | undefined {
    const line = joinedLine - 1 - this.#forgottenLines;
    if (line < 0 || line >= this.#lines.length) return undefined;
    const start = this.#lines.at(line, 0) - this.#forgottenPieces;
    let piece =
      (line + 1 < this.#lines.length ? this.#lines.at(line + 1, 0) - this.#forgottenPieces : this.#pieces.length) - 1;
    while (piece > start && this.#pieces.at(piece, 0) > column) piece--;
    return {
      piece,
      from: this.#lines.at(line, 1) === ASIDE ? 'aside' : 'joined',
      column: this.#pieces.at(piece, 0),
      place: linesBehind(this.#places[piece] as LogPlace, this.#pieces.at(piece, 1)),
    };
  }
}
