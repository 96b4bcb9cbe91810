/** How a content's bytes are to be read, as far as its first bytes tell. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'binary';

/** git looks this far for a NUL byte to call a file binary. */
export const SNIFF_BYTES = 8000;

/** @param head the first bytes, `SNIFF_BYTES` of them if there are so many */
export function sniffEncoding(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  const sniffed = head.subarray(0, SNIFF_BYTES);
  return sniffed.includes(0) ? utf16WithoutMark(sniffed) : 'utf-8';
}

/** Latin text in UTF-16 has a zero in nearly every other byte and nearly none in between. */
function utf16WithoutMark(head: Buffer): TextEncoding {
  const pairs = head.length >> 1;
  if (pairs < 2) return 'binary';
  let [evenZeros, oddZeros] = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) evenZeros++;
    if (head[at + 1] === 0) oddZeros++;
  }
  const most = pairs * 0.7;
  const few = pairs * 0.05;
  if (oddZeros >= most && evenZeros <= few) return 'utf-16le';
  if (evenZeros >= most && oddZeros <= few) return 'utf-16be';
  return 'binary';
}
