import { joinedTexts, type TracedText } from '../traced-text.js';

const CSI = '\\x1b\\[[0-?]*[ -/]*[@-~]';
const SHORT = '\\x1b[ -/]*[0-Z\\\\^-~]';
/** What a line that is still being written ends with. */
const BEGUN = '\\x1b(?:\\[[0-?]*)?[ -/]*$';
/** Operating system, device and application commands carry text that no terminal shows: a link's address, a window's title. */
const STRING_COMMAND = /\x1b[\]P_^X]([^\x1b\x07]*)(?:\x07|\x1b\\)?/g;
/** Of a string command, before the text that it carries. */
const INTRODUCER_LENGTH = 2;
const CODES = new RegExp(`${CSI}|${SHORT}|${BEGUN}`, 'g');
const BACKSPACE = '\x08';

/** A line as a terminal shows it, and what it hides. */
export interface ShownLine {
  readonly text: TracedText;
  /** Texts of commands that carry one: a secret may stand in a link's address. */
  readonly hidden: readonly TracedText[];
}

/** Takes colours, cursor movements and other terminal commands out of a line; overstruck characters count as corrected. */
export function shownLine(line: TracedText): ShownLine {
  if (!line.text.includes('\x1b') && !line.text.includes(BACKSPACE)) return { text: line, hidden: [] };
  const hidden: TracedText[] = [];
  const text = line.without(STRING_COMMAND, ({ index, 1: payload = '' }) => {
    const start = index + INTRODUCER_LENGTH;
    if (payload.length > 0) hidden.push(line.slice(start, start + payload.length));
  });
  return { text: withoutBackspaces(text.without(CODES)), hidden };
}

/** A backspace takes the character before it, if there is one. */
function withoutBackspaces(line: TracedText): TracedText {
  if (!line.text.includes(BACKSPACE)) return line;
  const kept: number[] = [];
  for (let at = 0; at < line.length; at++) {
    if (line.text[at] === BACKSPACE) kept.pop();
    else kept.push(at);
  }
  const runs: TracedText[] = [];
  for (let index = 0; index < kept.length; ) {
    const start = kept[index] as number;
    let end = start;
    while (kept[index] === end) {
      index++;
      end++;
    }
    runs.push(line.slice(start, end));
  }
  return joinedTexts(runs, '', 'foreign');
}
