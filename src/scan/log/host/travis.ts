import type { TracedText } from '../traced-text.js';
import { countOf, type HostLine, type LogHost } from './host-reader.js';

const MARK = /travis_(?:fold:(start|end):([\w.-]+)|time:(?:start|end):[^\r\n]*?)\r(?:\x1b\[0K)?/g;
const MARK_SOMEWHERE = /travis_(?:fold|time):(?:start|end):[^\r\n]*\r/;

function read(line: TracedText): HostLine {
  let step: string | undefined;
  const text = line.without(MARK, ([, kind, name]) => {
    if (kind !== undefined) step = kind === 'start' ? name : '';
  });
  return step === undefined ? { text } : { text, step };
}

export const TRAVIS: LogHost = {
  name: 'Travis CI',
  recognises: (sample) => countOf(sample, MARK_SOMEWHERE) > 0,
  create: () => ({ read }),
};
