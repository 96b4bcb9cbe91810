import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** Seven digits of a second: .NET's round-trip format, which the runners of GitHub and Azure share. */
const RUNNER_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/;
/** `gh run view --log` puts job and step before each line. */
const GH_PREFIX = /^([^\t]+)\t([^\t]+)\t(?:\xef\xbb\xbf)?(?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z)/;
/** The group that opens a step's log; tools open groups of their own, which begin otherwise. */
const STEP = /^##\[group\]((?:Run|Post) .*)/;
const MARKS = /^##\[(?:group|endgroup|error|warning|notice|debug|command|section)\]/m;

/** The line behind such a timestamp, if it has one. */
export function withoutTimestamp(line: TracedText): TracedText {
  const [timestamp = ''] = RUNNER_TIMESTAMP.exec(line.text) ?? [];
  return line.slice(timestamp.length);
}

function read(line: TracedText): HostLine {
  const [prefix = '', job, step] = GH_PREFIX.exec(line.text) ?? [];
  const text = withoutTimestamp(line.slice(prefix.length));
  if (job !== undefined && step !== undefined) return { text, job, step };
  const [, opened] = STEP.exec(text.text) ?? [];
  return opened === undefined ? { text } : { text, step: opened };
}

export const GITHUB: LogHost = {
  name: 'GitHub Actions',
  recognises: (sample) =>
    countOf(sample, RUNNER_TIMESTAMP) > sample.length / 2 ||
    countOf(sample, GH_PREFIX) > sample.length / 2 ||
    countOf(sample, MARKS) > 0,
  // A step of the same name as the one before is the same step.
  frame: 'runner timestamp',
  create: () => ({ read }),
};
