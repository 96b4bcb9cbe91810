/** Who would read a hook file, by its first line. */
export type Interpreter =
  | { readonly kind: 'shell' }
  | { readonly kind: 'other'; readonly name: string }
  /** The carriage return at the end of the line becomes part of the interpreter's name, which then is not found. */
  | { readonly kind: 'carriage-return' }
  /** Bytes before `#!`, such as a byte order mark. */
  | { readonly kind: 'misplaced' }
  | { readonly kind: 'binary' };

const SHELL = /^(?:ba|da|z|k|a)?sh$/;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** Behind `env` stand its own flags and settings of variables, then the program. */
function programOf(line: string): string {
  const words = line.slice(2).trim().split(/\s+/);
  const program = /(?:^|[\\/])env$/.test(words[0] ?? '')
    ? words.slice(1).find((word) => !word.startsWith('-') && !word.includes('='))
    : words[0];
  return program?.split(/[\\/]/).at(-1) ?? '';
}

/** @param text of the file, a character a byte; without a first line for it, git has sh read a hook */
export function interpreterOf(text: string): Interpreter {
  if (text.includes('\0')) return { kind: 'binary' };
  const [line = ''] = text.split('\n', 1);
  if (line.startsWith(BYTE_ORDER_MARK)) return { kind: 'misplaced' };
  if (!line.startsWith('#!')) return { kind: 'shell' };
  if (line.endsWith('\r')) return { kind: 'carriage-return' };
  const name = programOf(line);
  return SHELL.test(name) ? { kind: 'shell' } : { kind: 'other', name };
}
