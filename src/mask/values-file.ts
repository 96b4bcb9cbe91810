import { trimWhiteSpace } from './white-space.js';

/**
 * The secrets in a file of values: every string of a JSON object or array, however deep; the right-hand sides of a file in `.env`
 * syntax; otherwise one secret a line, so that a secret of several lines needs JSON. Empty ones are left out.
 * @param name of the file, for its extension.
 */
export function secretsInValuesFile(bytes: Uint8Array, name: string): Uint8Array[] {
  const secrets = jsonStrings(bytes) ?? (name.endsWith('.env') ? dotenvValues(bytes) : lines(bytes));
  return secrets.map(trimWhiteSpace).filter((secret) => secret.length > 0);
}

function jsonStrings(bytes: Uint8Array): Uint8Array[] | undefined {
  if (!/^\s*[[{]/.test(Buffer.from(bytes).toString('latin1', 0, 100))) return undefined;
  try {
    return stringsIn(JSON.parse(Buffer.from(bytes).toString())).map((text) => Buffer.from(text));
  } catch {
    // The parser's message quotes the text, so it is dropped; a line may well begin with a bracket.
    return undefined;
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function dotenvValues(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const assignments = text.matchAll(
    /^[ \t]*(?:export[ \t]+)?[\w.]+[ \t]*=[ \t]*(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|([^\r\n]*))/gm,
  );
  return [...assignments].map((match) => Buffer.from(match[1] ?? unescapeQuoted(match[2]) ?? match[3] ?? '', 'latin1'));
}

function unescapeQuoted(text: string | undefined): string | undefined {
  return text?.replace(/\\([\s\S])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

function lines(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text.split(/\r?\n/).map((line) => Buffer.from(line, 'latin1'));
}
