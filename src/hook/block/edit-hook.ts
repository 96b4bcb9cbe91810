import { BLOCK_BEGIN, BLOCK_END, type Made } from './make-block.js';

/** Where a block stands in a hook; `end` is behind its last line feed, if it has one. */
export interface FoundBlock {
  readonly start: number;
  readonly end: number;
  readonly made: Made;
  /** With a line feed at its end. */
  readonly text: string;
}

const MADE = Object.keys(BLOCK_BEGIN) as Made[];

function lineStart(text: string, line: string, from: number): number {
  for (let at = text.indexOf(line, from); at >= 0; at = text.indexOf(line, at + 1)) {
    const before = at === 0 ? '\n' : text[at - 1];
    const behind = text[at + line.length] ?? '\n';
    if (before === '\n' && behind === '\n') return at;
  }
  return -1;
}

/** @returns `broken` when only one end of it is there */
export function findBlock(text: string): FoundBlock | 'broken' | undefined {
  const begins = MADE.map((made) => ({ made, start: lineStart(text, BLOCK_BEGIN[made], 0) }));
  const begin = begins.find(({ start }) => start >= 0);
  const last = lineStart(text, BLOCK_END, begin?.start ?? 0);
  if (begin === undefined) return last < 0 ? undefined : 'broken';
  if (last < 0) return 'broken';
  const end = last + BLOCK_END.length;
  return { ...begin, end: Math.min(end + 1, text.length), text: `${text.slice(begin.start, end)}\n` };
}

/** Behind the first line when it names the interpreter, and behind the line by which old husky starts the hook anew. */
function insertionPoint(text: string): number {
  const husky = /^.*husky\.sh.*$/m.exec(text);
  const head = husky ?? /^#!.*/.exec(text);
  return head === null ? 0 : head.index + head[0].length;
}

/** Puts a block where nothing below can keep it from running. */
export function addBlock(text: string, block: string): string {
  const at = insertionPoint(text);
  // A first line without a line feed gets one, and the block gives its own up for it.
  if (at > 0 && at === text.length) return `${text}\n${block.slice(0, -1)}`;
  const from = at === 0 ? 0 : at + 1;
  return text.slice(0, from) + block + text.slice(from);
}

/** The exact opposite of `addBlock`. */
export function removeBlock(text: string, { start, end }: FoundBlock): string {
  const isCutOff = end === text.length && text[end - 1] !== '\n';
  return text.slice(0, isCutOff ? Math.max(0, start - 1) : start) + text.slice(end);
}

export function replaceBlock(text: string, found: FoundBlock, block: string): string {
  const isCutOff = text[found.end - 1] !== '\n';
  return text.slice(0, found.start) + (isCutOff ? block.slice(0, -1) : block) + text.slice(found.end);
}
