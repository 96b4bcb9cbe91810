/** A string of a JSON text with its quotes, half open. */
interface StringPlace {
  readonly start: number;
  readonly end: number;
}

/** A member of an object: a string, a list of nothing but strings, or anything else. */
export interface JsonMember {
  readonly kind: 'string' | 'words' | 'other';
  /** The strings that it is, or is made of. */
  readonly strings: readonly StringPlace[];
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const MARK = /[[\]{},"]/g;

/** Reads a text that is known to be JSON. */
class Places {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next bracket, comma or quote. */
  mark(): string {
    MARK.lastIndex = this.at;
    this.at = MARK.exec(this.#text)?.index ?? this.#text.length;
    return this.#text[this.at] ?? '';
  }

  string(): StringPlace {
    const start = this.at;
    STRING.lastIndex = start;
    this.at += STRING.exec(this.#text)?.[0].length ?? 1;
    return { start, end: this.at };
  }

  /** From behind a member's colon to the comma or bracket behind its value. */
  member(): JsonMember {
    const strings: StringPlace[] = [];
    let kind: JsonMember['kind'] | undefined;
    const colon = this.at;
    for (let depth = 0; ; ) {
      const mark = this.mark();
      if (mark === '' || (depth === 0 && (mark === ',' || mark === '}'))) break;
      if (mark === '"') {
        strings.push(this.string());
        if (depth === 0) kind = 'string';
        continue;
      }
      this.at++;
      if (mark === '[' || mark === '{') {
        kind = depth === 0 && mark === '[' ? 'words' : 'other';
        depth++;
      } else if (mark !== ',') depth--;
    }
    if (kind === 'words' && !isOfStrings(this.#text.slice(colon, this.at), strings.length)) kind = 'other';
    return { kind: kind ?? 'other', strings };
  }
}

/** Whether a flat list has as many members as it has strings. */
function isOfStrings(list: string, strings: number): boolean {
  try {
    const words = JSON.parse(list.slice(list.indexOf('['))) as unknown[];
    return words.length === strings && words.every((word) => typeof word === 'string');
  } catch {
    return false;
  }
}

/**
 * The members of a JSON object by their names, and where their strings stand; of a name that stands twice, the last counts.
 *
 * @returns `undefined` for what is no JSON object
 */
export function membersOf(text: string): ReadonlyMap<string, JsonMember> | undefined {
  if (!isObject(text)) return undefined;
  const places = new Places(text);
  const members = new Map<string, JsonMember>();
  places.at = 1;
  while (places.mark() === '"') {
    const { start, end } = places.string();
    members.set(JSON.parse(text.slice(start, end)) as string, places.member());
    if (text[places.at] === ',') places.at++;
  }
  return members;
}

function isObject(text: string): boolean {
  try {
    // Known to begin with a brace.
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
