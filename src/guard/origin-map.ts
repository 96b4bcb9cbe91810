import type { TracedText } from '../scan/log/traced-text.js';
import type { Span } from './span.js';

/** How many parts may be there before those that are not needed are looked for. */
const MANY = 4096;

/**
 * Where each byte of a cleaned text stands in its stream, for as much of the text as is asked for. Offsets count from the start of the
 * text and of the stream.
 */
export class OriginMap {
  /** The parts of the text, ascending: where each begins, and where in the stream that is. */
  #starts: number[] = [];
  #origins: number[] = [];
  /** Whether what the stream has before a part belongs to the part and the one before it. */
  #joins: ('ours' | 'foreign')[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param at in the stream, of a run of bytes that stand there as they do in the text */
  addRun(length: number, at: number): void {
    this.#add(this.#length, at, 'foreign');
    this.#length += length;
  }

  addText(text: TracedText): void {
    const base = this.#length;
    text.eachPart((at, from) => this.#add(base + at, from, at === 0 ? 'foreign' : text.between));
    this.#length += text.length;
  }

  /** Forgets what was added since the text had this length. */
  rewind(length: number): void {
    while ((this.#starts.at(-1) ?? -1) >= length) {
      this.#starts.pop();
      this.#origins.pop();
      this.#joins.pop();
    }
    this.#length = length;
  }

  /** The place in the stream of a byte of the text; infinity for the text's end. */
  originOf(offset: number): number {
    if (offset >= this.#length) return Number.POSITIVE_INFINITY;
    const index = this.#indexOf(offset);
    return (this.#origins[index] ?? 0) + offset - (this.#starts[index] ?? 0);
  }

  /** The first place in the stream from which something of the text from `offset` on comes; infinity for the text's end. */
  firstOrigin(offset: number): number {
    let first = this.originOf(offset);
    for (let index = this.#starts.length - 1; index >= 0 && (this.#starts[index] as number) > offset; index--)
      first = Math.min(first, this.#origins[index] as number);
    return first;
  }

  /** Where a run of the text stands in the stream. */
  spansOf({ start, end }: Span): Span[] {
    const spans: { start: number; end: number }[] = [];
    for (let index = this.#indexOf(start); index < this.#starts.length; index++) {
      const from = Math.max(start, this.#starts[index] as number);
      const to = Math.min(end, this.#starts[index + 1] ?? this.#length);
      const origin = this.#origins[index] as number;
      const last = spans.at(-1);
      const isOurs = from > start && this.#joins[index] === 'ours';
      // An escape is longer than what it means, and all of it stands for that.
      if (last !== undefined && isOurs && from <= end) last.end = Math.max(last.end, origin);
      if (from >= end) break;
      const begin = origin + from - (this.#starts[index] as number);
      if (last !== undefined && last.end === begin) last.end = begin + to - from;
      else spans.push({ start: begin, end: begin + to - from });
    }
    return spans;
  }

  /** What stands before `offset` in the text will not be asked for. */
  forgetBefore(offset: number): void {
    const index = this.#indexOf(offset);
    if (index < MANY && index * 2 <= this.#starts.length) return;
    this.#starts = this.#starts.slice(index);
    this.#origins = this.#origins.slice(index);
    this.#joins = this.#joins.slice(index);
  }

  #add(start: number, origin: number, join: 'ours' | 'foreign'): void {
    const last = this.#starts.length - 1;
    // What goes on where the last part ends is the same part.
    if (last >= 0 && (this.#origins[last] as number) + start - (this.#starts[last] as number) === origin) return;
    if (this.#starts[last] === start) {
      this.rewind(start);
    }
    this.#starts.push(start);
    this.#origins.push(origin);
    this.#joins.push(join);
  }

  #indexOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
