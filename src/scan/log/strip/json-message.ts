import { joinedTexts, type TracedText } from '../traced-text.js';
import { type JsonMember, membersOf } from './json-places.js';
import { unescaped } from './json-string.js';

/** Keys under which loggers put what was said. */
const MESSAGE_KEYS = ['log', 'message', 'msg', 'out', 'text', 'line', 'body', 'event', 'error', 'output'] as const;
/** A longer line is no record of a logger; its escapes are read by the decoders of the engine. */
const LONGEST_RECORD = 1024 * 1024;
const LAST_BREAK = /\r?\n$/;

/** What a record of a JSON log says. */
export interface JsonTexts {
  readonly message?: TracedText;
  /** `open`: the logger cut a line, as docker does after 16 KB; the next record goes on with it. */
  readonly end?: 'line' | 'open';
  /** Lists of words, such as a command's arguments, each joined as on a command line. */
  readonly lists: readonly TracedText[];
}

const NOTHING: JsonTexts = { lists: [] };

/** The texts in a line that is a JSON object; nothing for any other line. */
export function jsonTexts(line: TracedText): JsonTexts {
  if (!line.text.startsWith('{') || line.length > LONGEST_RECORD) return NOTHING;
  const members = membersOf(line.text);
  if (members === undefined) return NOTHING;
  const read = (token: JsonMember['strings'][number]) => unescaped(line.slice(token.start + 1, token.end - 1));
  const lists = [...members.values()]
    .filter(({ kind, strings }) => kind === 'words' && strings.length > 1)
    .map(({ strings }) => joinedTexts(strings.map(read), ' ', 'ours'));
  const key = MESSAGE_KEYS.find((name) => members.get(name)?.kind === 'string');
  const [token] = key === undefined ? [] : (members.get(key)?.strings ?? []);
  if (token === undefined) return { lists };
  const message = read(token);
  // docker's own files end every whole line with its line feed.
  const isCut = key === 'log' && members.has('stream') && !message.text.endsWith('\n');
  const [lineBreak = ''] = LAST_BREAK.exec(message.text) ?? [];
  return { message: message.slice(0, message.length - lineBreak.length), end: isCut ? 'open' : 'line', lists };
}
