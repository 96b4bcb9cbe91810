import { shownLine } from '../strip/terminal-codes.js';
import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** An application program command before each line: milliseconds since 1970. */
const TIMESTAMP = /\x1b_bk;t=\d+(?:\x07|\x1b\\)/g;
const GROUP = /^(?:---|\+\+\+|~~~) (.+)/;

function read(line: TracedText): HostLine {
  const text = line.without(TIMESTAMP);
  const [, step] = GROUP.exec(shownLine(text).text.text) ?? [];
  return step === undefined ? { text } : { text, step };
}

export const BUILDKITE: LogHost = {
  name: 'Buildkite',
  recognises: (sample) =>
    countOf(sample, /\x1b_bk;t=\d+/) > 0 || countOf(sample, /^~~~ (?:Preparing|Running|Setting up)/) > 0,
  create: () => ({ read }),
};
