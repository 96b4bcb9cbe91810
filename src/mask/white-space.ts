/** Longest run of white space that may stand inside one occurrence of a secret; a longer one ends it. */
export const MAX_GAP_BYTES = 1024;

const WHITE_SPACE = new Uint8Array(256);
for (const byte of [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]) WHITE_SPACE[byte] = 1;

/** Tab, line feed, vertical tab, form feed, carriage return or space. */
export function isWhiteSpace(byte: number): boolean {
  return WHITE_SPACE[byte] === 1;
}

/** The bytes without any white space. */
export function withoutWhiteSpace(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte) => !isWhiteSpace(byte));
}

/** A view without the white space at both ends. */
export function trimWhiteSpace(bytes: Uint8Array): Uint8Array {
  let from = 0;
  let to = bytes.length;
  while (from < to && isWhiteSpace(bytes[from] as number)) from++;
  while (to > from && isWhiteSpace(bytes[to - 1] as number)) to--;
  return bytes.subarray(from, to);
}

/** Whether at least `count` bytes are something other than white space. */
export function hasVisibleBytes(bytes: Uint8Array, count: number): boolean {
  let seen = 0;
  for (let index = 0; index < bytes.length && seen < count; index++) if (!isWhiteSpace(bytes[index] as number)) seen++;
  return seen >= count;
}
