import type { LogPiece } from './log-piece.js';
import type { LogSink } from './log-sink.js';

/** More than this is not joined: no value is longer, and a log without line breaks must not be held in memory. Characters. */
const LONGEST_RUN = 256 * 1024;
/**
 * Bytes of a log after which its second text ends and begins anew, unless that is at least half as long: texts that are far from each
 * other say nothing of each other, and whoever reads a log as it is written cannot wait for more of them.
 */
const BLOCK_BYTES = 256 * 1024;

type Run = [LogPiece, ...LogPiece[]];

/** Puts together the text that stands across the breaks of a log: runs of pieces that may belong together, and texts read off lines. */
export class JoinedText {
  readonly #sink: Pick<LogSink, 'joined' | 'endBlock'>;
  readonly #runs = new Map<LogPiece['from'], { readonly pieces: Run; length: number }>();
  #blockStart = 0;
  #blockLength = 0;
  #isFork = false;

  constructor(sink: Pick<LogSink, 'joined' | 'endBlock'>) {
    this.#sink = sink;
  }

  /** The pieces of one line. @param end where the line ends in the log */
  addLine(pieces: readonly LogPiece[], end: number): void {
    for (const piece of pieces) this.#add(piece);
    if (!pieces.some(({ from }) => from === 'aside')) this.#flush('aside');
    this.passTo(end);
  }

  /** The first end of a line in the log that `passLine` has to hear of. */
  get caresFrom(): number {
    return this.#runs.size > 0 ? 0 : this.#blockStart + BLOCK_BYTES;
  }

  /** A line that goes on nowhere. @param end where it ends in the log */
  passLine(end: number): void {
    this.interrupt();
    this.passTo(end);
  }

  /** Lines that may belong together, and that nothing goes on with; they go to the sink by another way. @param length in bytes */
  passRun(length: number): void {
    this.#blockLength += length;
  }

  /** Nothing goes on with what came. */
  interrupt(): void {
    this.#flush('line');
    this.#flush('aside');
  }

  /** @param at how far the log has been read */
  passTo(at: number): void {
    if (at - this.#blockStart < BLOCK_BYTES) return;
    if (this.#blockLength * 2 < at - this.#blockStart) this.#sink.endBlock();
    this.#blockStart = at;
    this.#blockLength = 0;
  }

  /** Pieces that may go on, in no order. */
  get open(): readonly LogPiece[] {
    return [...this.#runs.values()].flatMap(({ pieces }) => pieces);
  }

  /** One that goes on as this one would, into another sink, while this one stays as it is; it gives out single lines that may go on too. */
  fork(sink: Pick<LogSink, 'joined' | 'endBlock'>): JoinedText {
    const fork = new JoinedText(sink);
    for (const [from, { pieces, length }] of this.#runs) fork.#runs.set(from, { pieces: [...pieces], length });
    fork.#blockStart = Number.POSITIVE_INFINITY;
    fork.#isFork = true;
    return fork;
  }

  #add(piece: LogPiece): void {
    const run = this.#runs.get(piece.from);
    if (run !== undefined && piece.follows !== undefined && run.length < LONGEST_RUN) {
      run.pieces.push(piece);
      run.length += piece.text.length;
      return;
    }
    this.#flush(piece.from);
    this.#runs.set(piece.from, { pieces: [piece], length: piece.text.length });
  }

  #flush(from: LogPiece['from']): void {
    const run = this.#runs.get(from);
    if (run === undefined) return;
    this.#runs.delete(from);
    // A line that goes nowhere is found as a line; where it might go shows what has begun in it.
    const mayGoOn = this.#isFork && run.pieces[0].end === 'open';
    if (from === 'line' && run.pieces.length === 1 && !mayGoOn) return;
    this.#blockLength += run.length;
    this.#sink.joined(run.pieces);
  }
}
