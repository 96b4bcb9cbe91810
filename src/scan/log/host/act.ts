import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** Workflow and job before each line; a bar before what a command printed. */
const PREFIX = /^\[([^\]\n]+)\] {1,3}(?:\| ?)?/;
const OUTPUT = /^\[[^\]\n/]+\/[^\]\n]+\] {1,3}\| /;
/** A star in UTF-8, as Latin-1. */
const STEP = /^\xe2\xad\x90 Run (.*)/;

function read(line: TracedText): HostLine {
  const [prefix = '', job] = PREFIX.exec(line.text) ?? [];
  const text = line.slice(prefix.length);
  const [, step] = STEP.exec(text.text) ?? [];
  return { text, ...(job !== undefined && { job: job.trim() }), ...(step !== undefined && { step }) };
}

export const ACT: LogHost = {
  name: 'act',
  recognises: (sample) =>
    countOf(sample, OUTPUT) > sample.length / 4 || countOf(sample, /^\[[^\]\n]+\] {1,3}\xe2\xad\x90 Run /) > 0,
  create: () => ({ read }),
};
