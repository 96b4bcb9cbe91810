import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

/** The timestamper's two forms: a date in brackets, or the time of day. */
const TIMESTAMP = /^(?:\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\]|\d\d:\d\d:\d\d) {1,2}/;
/** A note for Jenkins' own pages, hidden from the terminal: long base64 that is no part of what the tool printed. */
const NOTE = /\x1b\[8mha:[^\x1b]*\x1b\[0m/g;
const STAGE = /^\[Pipeline\] \{ \((.*)\)$/;
const STAGE_END = /^\[Pipeline\] \/\/ stage$/;
const PIPELINE = /^(?:\S+ {1,2})?\[Pipeline\] /;

function read(line: TracedText): HostLine {
  const noted = line.without(NOTE);
  const [timestamp = ''] = TIMESTAMP.exec(noted.text) ?? [];
  const text = noted.slice(timestamp.length);
  const [, step] = STAGE.exec(text.text) ?? [];
  if (step !== undefined) return { text, step };
  return STAGE_END.test(text.text) ? { text, step: '' } : { text };
}

export const JENKINS: LogHost = {
  name: 'Jenkins',
  recognises: (sample) =>
    countOf(sample, PIPELINE) > 0 ||
    countOf(sample, /^(?:Started by (?:user|timer|an SCM change|upstream)|Building (?:in|remotely on) )/) > 0 ||
    countOf(sample, /\x1b\[8mha:/) > 0 ||
    countOf(sample, /^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\] /) > sample.length / 2,
  create: () => ({ read }),
};
