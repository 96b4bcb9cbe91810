import type { TracedText } from '../traced-text.js';

/** What a host put around a line, read off it. */
export interface HostLine {
  /** What the tool printed. */
  readonly text: TracedText;
  /** The step that begins with this line, as the host names it; an empty name ends the step before. */
  readonly step?: string;
  readonly job?: string;
  /** `previous`: the host cut a line of the tool here. */
  readonly joins?: 'previous';
}

/** Reads the lines of one log in order. */
export interface HostReader {
  read(line: TracedText): HostLine;
}

/** How one host writes its logs. */
export interface LogHost {
  readonly name: string;
  /** @param sample the first lines of a log, in Latin-1 */
  recognises(sample: readonly string[]): boolean;
  /** What the host puts before a line and nothing else, where that is so little that lines need not be read one by one. */
  readonly frame?: 'nothing' | 'runner timestamp';
  create(): HostReader;
}

/** How many of the sample's lines look like that. */
export function countOf(sample: readonly string[], pattern: RegExp): number {
  return sample.filter((line) => pattern.test(line)).length;
}
