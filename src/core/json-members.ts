const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,[\]{}"]+/y;

/** Reads a text that is known to be JSON, keeping where its parts begin and end. */
class JsonCursor {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  /** The next mark, without taking it. */
  peek(): string {
    this.take(SPACE);
    return this.#text[this.at] ?? '';
  }

  /** Goes over one whole value; brackets are counted, as a value may be nested deeper than calls may. */
  value(): string {
    this.peek();
    const start = this.at;
    let depth = 0;
    do {
      const next = this.peek();
      if (next === '"') this.take(STRING);
      else if (/[[{]/.test(next)) depth += this.#mark(1);
      else if (/[\]}]/.test(next)) depth += this.#mark(-1);
      else if (/[,:]/.test(next)) this.at++;
      else this.take(SCALAR);
    } while (depth > 0);
    return this.#text.slice(start, this.at);
  }

  #mark(step: number): number {
    this.at++;
    return step;
  }
}

function isObject(text: string): boolean {
  try {
    return /^\s*\{/.test(text) && typeof JSON.parse(text) === 'object';
  } catch {
    // The parser's message quotes the text, which may be a secret.
    return false;
  }
}

/**
 * The members of a JSON object: a string is its text, any other value its JSON exactly as written, so that a number of
 * twenty digits keeps them all. Of a name that stands twice, the last counts.
 *
 * @returns `undefined` for what is no JSON object
 */
export function jsonMembers(text: string): ReadonlyMap<string, string> | undefined {
  if (!isObject(text)) return undefined;
  const cursor = new JsonCursor(text);
  const members = new Map<string, string>();
  cursor.peek();
  cursor.at++;
  while (cursor.peek() === '"') {
    const name = JSON.parse(cursor.value()) as string;
    cursor.peek();
    cursor.at++;
    const value = cursor.value();
    members.set(name, value.startsWith('"') ? (JSON.parse(value) as string) : value);
    if (cursor.peek() === ',') cursor.at++;
  }
  return members;
}
