import type { TracedText } from '../scan/log/traced-text.js';
import type { Span } from './span.js';

/** Parts that there is room for to begin with. */
const ROOM = 8192;

/**
 * Where each byte of a cleaned text stands in its stream, for as much of the text as is asked for. Offsets count from the start of the
 * text and of the stream. Numbers in flat memory, as there may be a part for every line.
 */
export class OriginMap {
  /** The parts of the text, ascending: where each begins, and where in the stream that is. */
  #starts = new Float64Array(ROOM);
  #origins = new Float64Array(ROOM);
  /** Not 0 where what the stream has before a part belongs to the part and the one before it. */
  #ours = new Uint8Array(ROOM);
  #count = 0;
  #length = 0;

  /** @param at in the stream, of a run of bytes that stand there as they do in the text */
  addRun(length: number, at: number): void {
    this.#add(this.#length, at, 0);
    this.#length += length;
  }

  addText(text: TracedText): void {
    const base = this.#length;
    text.eachPart((at, from, between) => this.#add(base + at, from, between === 'ours' ? 1 : 0));
    this.#length += text.length;
  }

  /** Forgets what was added since the text had this length. */
  rewind(length: number): void {
    while (this.#count > 0 && this.#startOf(this.#count - 1) >= length) this.#count--;
    this.#length = length;
  }

  /** The place in the stream of a byte of the text; infinity for the text's end. */
  originOf(offset: number): number {
    if (offset >= this.#length) return Number.POSITIVE_INFINITY;
    const part = this.#partAt(offset);
    return this.#originAt(part) + offset - this.#startOf(part);
  }

  /** The first place in the stream from which something of the text from `offset` on comes; infinity for the text's end. */
  firstOrigin(offset: number): number {
    let first = this.originOf(offset);
    for (let part = this.#count - 1; part >= 0 && this.#startOf(part) > offset; part--)
      first = Math.min(first, this.#originAt(part));
    return first;
  }

  /** Where a run of the text stands in the stream. */
  spansOf({ start, end }: Span): Span[] {
    const spans: { start: number; end: number }[] = [];
    for (let part = this.#partAt(start); part < this.#count; part++) {
      const from = Math.max(start, this.#startOf(part));
      const to = Math.min(end, part + 1 < this.#count ? this.#startOf(part + 1) : this.#length);
      const last = spans.at(-1);
      // An escape is longer than what it means, and all of it stands for that.
      if (last !== undefined && from <= end && this.#ours[part] !== 0)
        last.end = Math.max(last.end, this.#originAt(part));
      if (from >= end) break;
      const begin = this.#originAt(part) + from - this.#startOf(part);
      if (last !== undefined && last.end === begin) last.end = begin + to - from;
      else spans.push({ start: begin, end: begin + to - from });
    }
    return spans;
  }

  /** What stands before `offset` in the text will not be asked for. */
  forgetBefore(offset: number): void {
    const part = this.#partAt(offset);
    if (part * 2 <= this.#count) return;
    for (const all of [this.#starts, this.#origins, this.#ours]) all.copyWithin(0, part, this.#count);
    this.#count -= part;
  }

  #add(start: number, origin: number, ours: number): void {
    const last = this.#count - 1;
    // What goes on where the last part ends is the same part.
    if (last >= 0 && this.#originAt(last) + start - this.#startOf(last) === origin) return;
    // The last part turned out to be empty.
    if (last >= 0 && this.#startOf(last) === start) this.#count--;
    else if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = start;
    this.#origins[this.#count] = origin;
    this.#ours[this.#count] = ours;
    this.#count++;
  }

  #grow(): void {
    const wider = <Numbers extends Float64Array | Uint8Array>(room: Numbers, old: Numbers): Numbers => {
      room.set(old);
      return room;
    };
    const count = this.#count * 2;
    this.#starts = wider(new Float64Array(count), this.#starts);
    this.#origins = wider(new Float64Array(count), this.#origins);
    this.#ours = wider(new Uint8Array(count), this.#ours);
  }

  #startOf(part: number): number {
    return this.#starts[part] as number;
  }

  #originAt(part: number): number {
    return this.#origins[part] as number;
  }

  /** The part that a byte of the text belongs to. */
  #partAt(offset: number): number {
    let [low, high] = [0, this.#count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
