import { withoutControls } from '../strip/terminal-codes.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** An application program command before each line: milliseconds since 1970. */
const TIMESTAMP = /\x1b_bk;t=\d+(?:\x07|\x1b\\)/g;
const GROUP = /^(?:---|\+\+\+|~~~) (.+)/;

function read(line: string): HostLine {
  const text = line.replace(TIMESTAMP, '');
  const [, step] = GROUP.exec(withoutControls(text)) ?? [];
  return step === undefined ? { text } : { text, step };
}

export const BUILDKITE: LogHost = {
  name: 'Buildkite',
  recognises: (sample) =>
    countOf(sample, /\x1b_bk;t=\d+/) > 0 || countOf(sample, /^~~~ (?:Preparing|Running|Setting up)/) > 0,
  create: () => ({ read }),
};
