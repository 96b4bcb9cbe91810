import type { Assignment } from '../../../../src/scan/detect/assignment/assignment.js';
import { readAssignment } from '../../../../src/scan/detect/assignment/read-assignment.js';
import { ASSIGNMENT_WORDS } from '../../../../src/scan/detect/assignment/words.js';

const NEEDLES = ASSIGNMENT_WORDS.map((word) => Buffer.from(word));

/** Every hit of a word, ASCII case ignored, as the engine's search gives them. */
export function findWords(bytes: Uint8Array): { start: number; end: number }[] {
  const lower = Buffer.from(bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)));
  const hits: { start: number; end: number }[] = [];
  for (const needle of NEEDLES) {
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
      hits.push({ start: at, end: at + needle.length });
    }
  }
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What the engine would read from a text: each hit with 4 KB around it, one assignment for each value. */
export function readAll(input: string | Uint8Array): Assignment[] {
  const bytes = Buffer.from(input);
  const found = new Map<number, Assignment>();
  for (const { start, end } of findWords(bytes)) {
    const from = Math.max(0, start - 4096);
    const to = Math.min(bytes.length, end + 4096);
    const assignment = readAssignment({ bytes, from, to }, start, end, () => true);
    if (assignment !== undefined && !found.has(assignment.valueStart)) found.set(assignment.valueStart, assignment);
  }
  return [...found.values()];
}

/** A text with its expected raw value between `«` and `»`: the text without the marks, and the value's offsets in its bytes. */
export function unmark(marked: string): { text: string; start: number; end: number } {
  const [before = '', inside = '', after = ''] = marked.split(/[«»]/);
  const start = Buffer.byteLength(before);
  return { text: before + inside + after, start, end: start + Buffer.byteLength(inside) };
}
