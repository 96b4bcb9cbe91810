import type { TracedText } from '../traced-text.js';
import { withoutTimestamp } from './github.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

const STARTING = /^##\[section\]Starting: (.*)/;
const FINISHING = /^##\[section\]Finishing: /;
const SECTION = /^(?:\d{4}-\S+Z )?##\[section\](?:Starting|Finishing|Async Command Start): /;

function read(line: TracedText): HostLine {
  const text = withoutTimestamp(line);
  const [, step] = STARTING.exec(text.text) ?? [];
  if (step !== undefined) return { text, step };
  return FINISHING.test(text.text) ? { text, step: '' } : { text };
}

export const AZURE: LogHost = {
  name: 'Azure Pipelines',
  recognises: (sample) => countOf(sample, SECTION) > 0,
  frame: 'runner timestamp',
  create: () => ({ read }),
};
