import type { LogSpot } from '../finding.js';

/** Where a text of a log comes from. */
export interface LogPlace extends LogSpot {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Characters of the shown line before the text. */
  readonly column: number;
}

/** The place of a line that comes `count` lines behind one. */
export function linesBehind(place: LogPlace, count: number): LogPlace {
  const { line, stepLine } = place;
  return { ...place, line: line + count, ...(stepLine !== undefined && { stepLine: stepLine + count }) };
}

const CONTINUATION = /[\x80-\xbf]/g;

/** Code points of UTF-8 that is held as Latin-1. */
export function characterCount(text: string): number {
  return text.length - (text.match(CONTINUATION)?.length ?? 0);
}

/** A column of a text as a place of the report. */
export function spotOf(
  { line, column, job, step, stepLine }: LogPlace,
  ahead: number,
): { readonly line: number; readonly column: number; readonly log: LogSpot } {
  const log: LogSpot = {
    ...(job !== undefined && { job }),
    ...(step !== undefined && { step }),
    ...(stepLine !== undefined && { stepLine }),
  };
  return { line, column: column + ahead + 1, log };
}
