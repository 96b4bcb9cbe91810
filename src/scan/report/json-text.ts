/** What JSON leaves as it is though a terminal obeys it or shows it as something else. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * JSON that is safe to print: the same document to a program, with the odd characters of file names escaped.
 *
 * @param indent spaces a level; none for one line
 */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (character: string) => (character === '\n' ? character : unicodeEscapes(character));
  return JSON.stringify(value, null, indent).replaceAll(UNSAFE, escaped);
}

/** One escape for each UTF-16 unit, as JSON wants it. */
function unicodeEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
