/** Keys under which loggers put what was said. */
const MESSAGE_KEYS = ['log', 'message', 'msg', 'out', 'text', 'line', 'body', 'event', 'error', 'output'] as const;
/** A longer line is no record of a logger; its escapes are read by the decoders of the engine. */
const LONGEST_RECORD = 1024 * 1024;

/** What a record of a JSON log says; every text is UTF-8 as Latin-1, like the lines. */
export interface JsonTexts {
  readonly message?: string;
  /** `open`: the logger cut a line, as docker does after 16 KB; the next record goes on with it. */
  readonly end?: 'line' | 'open';
  /** Lists of words, such as a command's arguments, each joined as on a command line. */
  readonly lists: readonly string[];
}

const NOTHING: JsonTexts = { lists: [] };
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** The texts in a line that is a JSON object; nothing for any other line. */
export function jsonTexts(line: string): JsonTexts {
  if (!line.startsWith('{') || line.length > LONGEST_RECORD) return NOTHING;
  const record = parseRecord(line);
  if (record === undefined) return NOTHING;
  const lists = Object.values(record)
    .filter((value) => Array.isArray(value) && value.length > 1 && value.every((word) => typeof word === 'string'))
    .map((words) => bytesOf((words as string[]).join(' ')));
  const key = MESSAGE_KEYS.find((name) => typeof record[name] === 'string');
  if (key === undefined) return { lists };
  const message = record[key] as string;
  // docker's own files end every whole line with its line feed.
  const isCut = key === 'log' && 'stream' in record && !message.endsWith('\n');
  return { message: bytesOf(message.replace(/\r?\n$/, '')), end: isCut ? 'open' : 'line', lists };
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(line, 'latin1').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
