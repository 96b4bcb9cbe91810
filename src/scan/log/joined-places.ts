import type { Discovery } from '../discovery.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace, spotOf } from './log-place.js';
import type { PlacedDiscovery } from './merge-discoveries.js';

interface PlacedPiece {
  /** First column in the joined line, from 1. */
  readonly column: number;
  readonly place: LogPlace;
}

interface JoinedLine {
  readonly pieces: readonly [PlacedPiece, ...PlacedPiece[]];
  readonly from: PlacedDiscovery['from'];
}

/** Where each line of a joined text stands in its log. */
export class JoinedPlaces {
  #lines: JoinedLine[] = [];
  #forgotten = 0;

  add(run: readonly [LogPiece, ...LogPiece[]]): void {
    let column = 1;
    const pieces = run.map(({ text, place }) => {
      const from = column;
      column += characterCount(text.text);
      return { column: from, place };
    });
    this.#lines.push({
      pieces: pieces as [PlacedPiece, ...PlacedPiece[]],
      from: run[0].from === 'line' ? 'joined' : 'aside',
    });
  }

  /** Where it is in the log; nothing for what is whole in one piece of a line and is found there anyway. */
  placed(discovery: Discovery): PlacedDiscovery | undefined {
    const [start, end] = [this.#at(discovery.line), this.#at(discovery.endLine)];
    if (start === undefined || end === undefined) return undefined;
    const first = pieceAt(start, discovery.column);
    const last = pieceAt(end, discovery.endColumn - 1);
    if (start.from === 'joined' && first === last) return undefined;
    const reasons = first === last ? discovery.reasons : [...discovery.reasons, 'it goes on across a break in the log'];
    const { column, line, log } = spotOf(first.place, discovery.column - first.column);
    const until = spotOf(last.place, discovery.endColumn - last.column);
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

function pieceAt({ pieces }: JoinedLine, column: number): PlacedPiece {
  return pieces.findLast((piece) => piece.column <= column) ?? pieces[0];
}
