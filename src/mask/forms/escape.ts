/** How one writer of quoted text escapes: the short escapes first, then anything that must not stand plain. */
export interface EscapeStyle {
  /** Characters with a spelling of their own, such as newline → `\n`. */
  readonly short: Readonly<Record<string, string>>;
  /** Which of the other characters are written as a number. */
  readonly numeric: RegExp;
  /** The number's spelling for one code point. */
  readonly number: (codePoint: number) => string;
}

/** The text as a writer of this style puts it between its quotes. */
export function escapeText(text: string, style: EscapeStyle): string {
  let escaped = '';
  for (const character of text) {
    const short = Object.hasOwn(style.short, character) ? style.short[character] : undefined;
    if (short !== undefined) escaped += short;
    else escaped += style.numeric.test(character) ? style.number(character.codePointAt(0) as number) : character;
  }
  return escaped;
}

/** Puts `prefix` in front of each of these characters. */
export function prefixed(characters: string, prefix: string): Record<string, string> {
  return Object.fromEntries(Array.from(characters, (character) => [character, prefix + character]));
}

/** Lower-case hexadecimal with at least `width` digits. */
export function hexadecimal(number: number, width: number): string {
  return number.toString(16).padStart(width, '0');
}

/** `\u` escapes of UTF-16 code units, as JSON, Java and JavaScript write them. */
export function utf16Escapes(codePoint: number): string {
  return Array.from(
    String.fromCodePoint(codePoint).split(''),
    (unit) => `\\u${hexadecimal(unit.charCodeAt(0), 4)}`,
  ).join('');
}

/** `\NNN` octal escapes of the character's UTF-8 bytes, as C, git and bash write them. */
export function octalEscapes(codePoint: number): string {
  const bytes = Buffer.from(String.fromCodePoint(codePoint));
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
