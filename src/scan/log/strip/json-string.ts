import { joinedTexts, TracedText } from '../traced-text.js';

/** A pair of surrogates counts as one. */
const ESCAPE = /\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[^u]/g;

/**
 * A JSON string without its quotes, as the text that it means: UTF-8 as Latin-1, like the lines. What an escape stands for comes from
 * all of the escape.
 */
export function unescaped(string: TracedText): TracedText {
  if (!string.text.includes('\\')) return string;
  const parts: TracedText[] = [];
  let start = 0;
  for (const { index, 0: code } of string.text.matchAll(ESCAPE)) {
    parts.push(string.slice(start, index));
    const meant = Buffer.from(JSON.parse(`"${code}"`) as string, 'utf8').toString('latin1');
    parts.push(new TracedText(meant, string.slice(index).from));
    start = index + code.length;
  }
  const rest = string.slice(start);
  return joinedTexts([...parts.filter(({ length }) => length > 0), rest], '', 'ours');
}
