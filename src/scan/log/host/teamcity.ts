import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** Time, the level's letter, tabs for depth, and the step in brackets. */
const PREFIX = /^\[\d\d:\d\d:\d\d\](?:[ A-Za-z]?:)?\s+(?:\[(Step \d+\/\d+)\] ?)?/;
const STEP_HEADER = /^Step (\d+\/\d+): (.*)/;

function read(line: TracedText): HostLine {
  const [prefix = '', step] = PREFIX.exec(line.text) ?? [];
  const text = line.slice(prefix.length);
  const [, number, name] = STEP_HEADER.exec(text.text) ?? [];
  if (number !== undefined) return { text, step: `Step ${number}: ${name}` };
  return step === undefined ? { text } : { text, step };
}

/** The header of a step has its name; the lines of the step only its number. */
function createReader() {
  let current = '';
  return {
    read: (line: TracedText): HostLine => {
      const { text, step } = read(line);
      if (step === undefined || current.startsWith(`${step}:`)) return { text };
      current = step;
      return { text, step };
    },
  };
}

export const TEAMCITY: LogHost = {
  name: 'TeamCity',
  recognises: (sample) =>
    countOf(sample, /^\[\d\d:\d\d:\d\d\][ A-Za-z]?:\s/) > sample.length / 2 ||
    countOf(sample, /^\[\d\d:\d\d:\d\d\].*(?:##teamcity\[|\[Step \d+\/\d+\])/) > 0,
  create: createReader,
};
