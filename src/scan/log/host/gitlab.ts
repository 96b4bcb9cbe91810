import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** Time, stream number, kind of stream, and `+` where the runner cut a line of the tool. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[OE]([ +]?)/;
/** The rest of the line, up to the carriage return and the code that clears it, is for the host alone. */
const SECTION = /(?:\x1b\[0K)?section_(start|end):\d+:([\w.-]+)(?:\[[^\]\r\n]*\])?\r(?:\x1b\[0K)?/g;
const SECTION_SOMEWHERE = /section_(?:start|end):\d+:[\w.-]+(?:\[[^\]\r\n]*\])?\r/;

function read(line: TracedText): HostLine {
  const [prefix = '', cut] = TIMESTAMP.exec(line.text) ?? [];
  let step: string | undefined;
  const text = line.slice(prefix.length).without(SECTION, ([, kind, name]) => {
    step = kind === 'start' ? name : '';
  });
  return { text, ...(step !== undefined && { step }), ...(cut === '+' && { joins: 'previous' as const }) };
}

export const GITLAB: LogHost = {
  name: 'GitLab',
  recognises: (sample) =>
    countOf(sample, SECTION_SOMEWHERE) > 0 ||
    countOf(sample, TIMESTAMP) > sample.length / 2 ||
    countOf(sample, /^(?:\x1b\[0K)?Running with gitlab-runner /) > 0,
  create: () => ({ read }),
};
