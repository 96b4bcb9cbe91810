import type { LogPiece } from './log-piece.js';
import type { LogPlace } from './log-place.js';
import type { PlainLines } from './plain-lines.js';

/** Takes the two texts of a log as they are read: lines, and what stands across the breaks of lines or was read off them. */
export interface LogSink {
  /** The next line of the first text. */
  line(piece: LogPiece): void;
  /** The next lines of the first text, as they stand in the log but for what the host puts before each. */
  plainLines(lines: PlainText): void;
  /** A part of a line that is too long to be read; it stands as it is. @param at of its first byte in the log */
  longPart(bytes: Buffer, at: number, part: LongPart): void;
  /** The next line of the second text. */
  joined(run: readonly [LogPiece, ...LogPiece[]]): void;
  /** The next line of the second text, of plain lines of the first. */
  joinedLines(run: PlainRun): void;
  /** What comes next in the second text has nothing to do with what came. */
  endBlock(): void;
}

/** Lines of which nothing had to be read but their length. */
export interface PlainText {
  /** With their line feeds; its memory is used again afterwards. */
  readonly bytes: Buffer;
  /** Of the first line; each of the others is on the next line of the log. */
  readonly place: LogPlace;
  readonly count: number;
  /** Runs of the bytes that stand together in the log: how long they are, and where they begin there. */
  eachRun(take: (length: number, at: number) => void): void;
}

/** Plain lines that may belong together. */
export interface PlainRun {
  readonly bytes: Buffer;
  /** Of the first byte in the log. */
  readonly at: number;
  readonly lines: PlainLines;
  /** Of the lines those from `first` to `last`. */
  readonly first: number;
  readonly last: number;
  /** Of the first of all the lines. */
  readonly place: LogPlace;
}

/** The first part of a line has its place; the last one ends it. */
export type LongPart = { readonly is: 'first'; readonly place: LogPlace } | { readonly is: 'next' | 'last' };
