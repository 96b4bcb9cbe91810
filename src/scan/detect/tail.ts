import type { Rule } from '../rules/rule.js';

/** What must stand behind a literal: runs of bytes, each of one set (256 flags). */
export type Tail = readonly { readonly set: Uint8Array; readonly count: number }[];

type WrittenTail = NonNullable<Rule['tails']>[number];

/** What tells a small letter from a capital in ASCII. */
const CASE_BIT = 0x20;
const sets = new Map<string, Uint8Array>();

/** A rule's tail made ready; few different sets exist, so each is made once. */
export function compileTail(written: WrittenTail): Tail {
  return written.map(([hex, count]) => ({ set: setOf(hex), count }));
}

function setOf(hex: string): Uint8Array {
  const known = sets.get(hex);
  if (known !== undefined) return known;
  const set = new Uint8Array(256);
  for (let digit = 0; digit < 32; digit++) {
    const flags = Number.parseInt(hex.charAt(digit), 16);
    for (let bit = 0; bit < 4; bit++) set[digit * 4 + bit] = (flags >> (3 - bit)) & 1;
  }
  sets.set(hex, set);
  return set;
}

/** Whether as many bytes of the set as a run asks for stand one behind the other in bytes[from, to). */
export function holdsRun({ set, count }: Tail[number], bytes: Uint8Array, from: number, to: number): boolean {
  for (let last = from + count - 1; last < to; ) {
    let at = last;
    while (at > last - count && set[bytes[at] as number] === 1) at--;
    if (at === last - count) return true;
    // A run can start behind this byte only.
    last = at + count;
  }
  return false;
}

/** Whether a text of ASCII, given in lower case, stands in bytes[from, to) in any case. */
export function holdsText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  const first = text.charCodeAt(0);
  const fold = isLetter(first) ? CASE_BIT : 0;
  for (let at = from; at <= to - text.length; at++) {
    if (((bytes[at] as number) | fold) === first && isTextAt(text, bytes, at)) return true;
  }
  return false;
}

function isTextAt(text: string, bytes: Uint8Array, at: number): boolean {
  for (let i = 1; i < text.length; i++) {
    const wanted = text.charCodeAt(i);
    if (((bytes[at + i] as number) | (isLetter(wanted) ? CASE_BIT : 0)) !== wanted) return false;
  }
  return true;
}

/** Of lower case. */
function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Whether bytes[at, length) start as the tail asks. */
export function standsBehind(tail: Tail, bytes: Uint8Array, at: number, length: number): boolean {
  let offset = at;
  for (const { set, count } of tail) {
    const end = offset + count;
    if (end > length) return false;
    for (; offset < end; offset++) if (set[bytes[offset] as number] === 0) return false;
  }
  return true;
}
