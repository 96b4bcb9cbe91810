const BADGE = Buffer.from('.svg?');

/**
 * Whether the word at `wordStart` is the parameter of a badge (`…/badge.svg?token=…`): coverage services put a token there
 * that opens nothing but the picture, and readmes show it to everybody.
 */
export function isBadgeParameter(bytes: Uint8Array, wordStart: number): boolean {
  const start = wordStart - BADGE.length;
  return start >= 0 && BADGE.every((byte, at) => bytes[start + at] === byte);
}
