/** Whether what the log has before a part belongs to the part and the one before it, as the digits of an escape do. */
export type Between = 'ours' | 'foreign';

interface Part {
  /** In the text. */
  readonly at: number;
  /** In the log, in bytes from its start. */
  readonly from: number;
  readonly between: Between;
}

const NO_PARTS: readonly Part[] = [];

/**
 * A text that was read off the bytes of a log, and where each part of it comes from, so that what is found in it can be pointed at in
 * the log. Latin-1: one character a byte, so that nothing is lost of text in any encoding.
 */
export class TracedText {
  readonly text: string;
  /** Where the first character stands in the log, in bytes from its start. */
  readonly from: number;
  /** The parts behind the first, ascending. */
  readonly #others: readonly Part[];

  constructor(text: string, from: number, others = NO_PARTS) {
    this.text = text;
    this.from = from;
    this.#others = others;
  }

  get length(): number {
    return this.text.length;
  }

  /** Calls back for each part in order, with its offset in the text and its place in the log. */
  eachPart(take: (at: number, from: number, between: Between) => void): void {
    take(0, this.from, 'foreign');
    for (const { at, from, between } of this.#others) take(at, from, between);
  }

  slice(start: number, end = this.text.length): TracedText {
    if (start === 0 && end === this.text.length) return this;
    const text = this.text.slice(start, end);
    if (this.#others.length === 0) return new TracedText(text, this.from + start);
    const first = this.#firstBehind(start);
    const { at, from } = this.#others[first - 1] ?? { at: 0, from: this.from };
    const others: Part[] = [];
    for (let index = first; index < this.#others.length; index++) {
      const part = this.#others[index] as Part;
      if (part.at >= end) break;
      others.push({ ...part, at: part.at - start });
    }
    return new TracedText(text, from + start - at, others);
  }

  /** Which of the other parts is the first that begins behind an offset. */
  #firstBehind(offset: number): number {
    let [low, high] = [0, this.#others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#others[middle] as Part).at <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The parts between single characters. */
  split(mark: string): TracedText[] {
    if (!this.text.includes(mark)) return [this];
    const parts: TracedText[] = [];
    let start = 0;
    for (let at = this.text.indexOf(mark); at >= 0; at = this.text.indexOf(mark, start)) {
      parts.push(this.slice(start, at));
      start = at + 1;
    }
    return [...parts, this.slice(start)];
  }

  /** @param pattern with the flag `g`; `onMatch` hears of everything that is left out */
  without(pattern: RegExp, onMatch?: (match: RegExpExecArray) => void): TracedText {
    const kept: TracedText[] = [];
    let start = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(this.text); match !== null; match = pattern.exec(this.text)) {
      onMatch?.(match);
      if (match.index > start) kept.push(this.slice(start, match.index));
      start = match.index + match[0].length;
    }
    if (start === 0) return this;
    if (start < this.text.length || kept.length === 0) kept.push(this.slice(start));
    return joinedTexts(kept, '', 'foreign');
  }

  /** The same places under other characters, as many. */
  reworded(text: string): TracedText {
    return text === this.text ? this : new TracedText(text, this.from, this.#others);
  }
}

/** Texts put together, with `mark` between them, which stands nowhere in the log. */
export function joinedTexts(texts: readonly TracedText[], mark: string, between: Between): TracedText {
  const [first] = texts;
  if (first === undefined) return new TracedText('', 0);
  const others: Part[] = [];
  let length = 0;
  for (const [index, one] of texts.entries()) {
    if (index > 0) length += mark.length;
    const base = length;
    one.eachPart((at, from, own) => {
      if (base + at > 0) others.push({ at: base + at, from, between: at === 0 ? between : own });
    });
    length += one.length;
  }
  return new TracedText(texts.map(({ text }) => text).join(mark), first.from, others);
}
