/**
 * A host's mask beside what is left of an encoded value: the end of some base64 with its padding, a percent code, or the
 * beginning of a Basic login.
 */
const BESIDE_LEFTOVER =
  /(?<!\*)\*\*\*(?=[A-Za-z0-9+/_-]{1,64}={1,2}(?![\w=*])|%[0-9A-Fa-f]{2})|(?<=\b[Bb]asic [A-Za-z0-9+/]{4,512})\*\*\*(?!\*)/g;

/**
 * Marks such masks so that the rule `host-mask-leftover` sees them, and no other rule takes stars for a value. A mark is as
 * long as a mask and has characters that no text has.
 */
export function markLeftovers(text: string): string {
  return text.includes('***') ? text.replace(BESIDE_LEFTOVER, '\x02*\x03') : text;
}
