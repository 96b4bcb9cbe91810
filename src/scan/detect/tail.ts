import type { Rule } from '../rules/rule.js';
import { standsAt } from './assignment/readable.js';

/** What must stand behind a literal: runs of bytes, each of one set (256 flags). */
export type Tail = readonly { readonly set: Uint8Array; readonly count: number }[];

type WrittenTail = NonNullable<Rule['tails']>[number];

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
export function holdsText(text: string, bytes: Buffer, from: number, to: number): boolean {
  const window = { bytes, from, to };
  for (let at = from; at <= to - text.length; at++) if (standsAt(window, at, text)) return true;
  return false;
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
