/** Bits of `CLASS`: what a byte can be in an assignment. */
export const IDENTIFIER = 1;
/** `-` and `.`: part of a name only between identifier characters. */
export const JOINER = 2;
export const BLANK = 4;
export const LINE_END = 8;
export const QUOTE = 16;

/** Every byte's bits. Bytes from 0x80 are identifier characters: names may be in any script. */
export const CLASS: Readonly<Uint8Array> = buildClasses();

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let c = 0x80; c < 256; c++) classes[c] = IDENTIFIER;
  mark(classes, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_', IDENTIFIER);
  mark(classes, '-.', JOINER);
  mark(classes, ' \t', BLANK);
  mark(classes, '\r\n', LINE_END);
  mark(classes, '"\'`', QUOTE);
  return classes;
}

function mark(classes: Uint8Array, characters: string, bit: number): void {
  for (let i = 0; i < characters.length; i++) classes[characters.charCodeAt(i)] = bit;
}
