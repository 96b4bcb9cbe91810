import type { Assignment, ReadRest } from './assignment.js';
import { CLASS, IDENTIFIER } from './characters.js';
import { readCommand } from './command.js';
import { endOfName, type Span, startOfName } from './name.js';
import { byteAt, decode, type Readable, standsAt } from './readable.js';
import { readRest } from './rest.js';
import { withoutScheme } from './scheme.js';
import { readIdentifiedBy } from './space.js';
import { hasNameWord } from './words.js';

/** First letters of the commands that are searched for and of `identified by`: most words that name nothing stop here. */
const COMMAND_STARTS: ReadonlySet<number> = new Set([...'cdhilmprsw'].map((letter) => letter.charCodeAt(0)));
const PARENTHESIS = 0x28;
const UNDERSCORE = 0x5f;
const SHORTEST_COMMAND = 5;
const IDENTIFIED_BY = 'identified by';

/**
 * Reads the assignment whose name holds the word at `wordStart`..`wordEnd`; nothing when the word names no literal.
 * A name with several secret-ish words (`secret_token`) is read from its last one, so it is read once.
 * A function of the bytes in `from`..`to` alone; its cost is bounded whatever they are.
 * @param text       what may be read: nothing outside is looked at
 * @param isWanted   whether an assignment to this name is of any use: most names are of none, which is cheaper to see than
 *                   what follows them
 */
export function readAssignment(
  text: Readable,
  wordStart: number,
  wordEnd: number,
  isWanted: (name: string) => boolean,
): Assignment | undefined {
  const { bytes } = text;
  // `_pw` is found in `MEM_PWR` and `bl_pwm` too.
  if (bytes[wordStart] === UNDERSCORE && isLetter(byteAt(text, wordEnd))) return undefined;
  // A word may bring the quote or operator beside it along (`pw=`, `"pw"`): the name starts at its first letter.
  let inside = wordStart;
  while (inside < wordEnd && ((CLASS[bytes[inside] as number] as number) & IDENTIFIER) === 0) inside++;
  const end = endOfName(text, inside);
  if (end < 0 || hasNameWord(bytes, Math.min(wordEnd, end), end)) return undefined;
  const start = startOfName(text, inside);
  if (start < 0) return undefined;
  const span: Span = { start, end };
  // A callee is known by its last part or its place, which only what follows tells.
  const rest =
    byteAt(text, end) === PARENTHESIS || isWanted(decode(text, start, end)) ? readRest(text, span) : undefined;
  if (rest !== undefined) return assign(text, decode(text, start, rest.nameEnd), rest);
  return COMMAND_STARTS.has((bytes[span.start] as number) | 0x20) ? readByWord(text, inside, wordEnd, span) : undefined;
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

/** What a word starts that is no name: a command with its flags, or SQL. */
function readByWord(text: Readable, at: number, wordEnd: number, span: Span): Assignment | undefined {
  if (standsAt(text, at, IDENTIFIED_BY)) {
    const value = readIdentifiedBy(text, at + IDENTIFIED_BY.length);
    return value && assign(text, 'IDENTIFIED BY', value);
  }
  // `sshpass` is found by its `pass`; every other command is a word of its own.
  if (wordEnd - at < SHORTEST_COMMAND && !standsAt(text, span.start, 'sshpass')) return undefined;
  const command = readCommand(text, standsAt(text, span.start, 'sshpass') ? span.start : at);
  if (command === undefined || command.rest.valueStart < wordEnd) return undefined;
  return assign(text, command.name, command.rest);
}

function assign(text: Readable, name: string, rest: ReadRest): Assignment {
  const { value, valueStart, valueEnd, operator, quote, surrounding } = withoutScheme(text, rest);
  return { name, operator, value, valueStart, valueEnd, quote, surrounding };
}
