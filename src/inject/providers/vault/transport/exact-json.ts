/** A number that JavaScript would not write as the store did, such as 12345678901234567890 or 1.0. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

// A string with a mark that no other string of the same text begins with.
function unusedMark(text: string): string {
  for (let number = 0; ; number++) {
    const mark = `number ${number}:`;
    if (!text.includes(mark)) return mark;
  }
}

/**
 * Parses JSON; numbers that would change become `ExactNumber`, as a secret must arrive as it was stored.
 *
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  let mark: string | undefined;
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    mark ??= unusedMark(text);
    return JSON.stringify(mark + token);
  });
  if (mark === undefined) return JSON.parse(text);
  // What is no JSON must not become one by the quotes.
  JSON.parse(text);
  const prefix = mark;
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(prefix) ? new ExactNumber(value.slice(prefix.length)) : value,
  );
}

/** The JSON of a parsed value, numbers as they were written. */
export function printExactJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(printExactJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${printExactJson(inner)}`);
  return `{${pairs.join(',')}}`;
}
