const NOTHING_BETWEEN: readonly number[] = [];

/**
 * A text that was read off the bytes of a log, and where each part of it comes from, so that what is found in it can be pointed at in
 * the log. Latin-1: one character a byte, so that nothing is lost of text in any encoding.
 */
export class TracedText {
  readonly text: string;
  /** Where the first character stands in the log, in bytes from its start. */
  readonly from: number;
  /** Behind the first part: pairs of an offset in the text and the place in the log from which it goes on, ascending. */
  readonly #breaks: readonly number[];
  /** Whether what the log has between two parts belongs to them, as an escape's digits do. */
  readonly between: 'ours' | 'foreign';

  constructor(text: string, from: number, breaks = NOTHING_BETWEEN, between: TracedText['between'] = 'foreign') {
    this.text = text;
    this.from = from;
    this.#breaks = breaks;
    this.between = between;
  }

  get length(): number {
    return this.text.length;
  }

  /** Calls back for each part in order, with its offset in the text and its place in the log. */
  eachPart(take: (at: number, from: number) => void): void {
    take(0, this.from);
    for (let index = 0; index < this.#breaks.length; index += 2)
      take(this.#breaks[index] as number, this.#breaks[index + 1] as number);
  }

  slice(start: number, end = this.text.length): TracedText {
    if (start === 0 && end === this.text.length) return this;
    const text = this.text.slice(start, end);
    if (this.#breaks.length === 0) return new TracedText(text, this.from + start);
    let from = this.from + start;
    const breaks: number[] = [];
    for (let index = 0; index < this.#breaks.length; index += 2) {
      const [at, place] = [this.#breaks[index] as number, this.#breaks[index + 1] as number];
      if (at <= start) from = place + start - at;
      else if (at < end) breaks.push(at - start, place);
    }
    return new TracedText(text, from, breaks, this.between);
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
    return joinedTexts(kept, '', this.between);
  }

  /** The same places under other characters, as many. */
  reworded(text: string): TracedText {
    return text === this.text ? this : new TracedText(text, this.from, this.#breaks, this.between);
  }
}

/** Texts put together, with `mark` between them, which stands nowhere in the log. */
export function joinedTexts(texts: readonly TracedText[], mark: string, between: TracedText['between']): TracedText {
  const [first] = texts;
  if (first === undefined) return new TracedText('', 0);
  const breaks: number[] = [];
  let length = 0;
  for (const [index, one] of texts.entries()) {
    if (index > 0) length += mark.length;
    const base = length;
    one.eachPart((at, from) => {
      if (base + at > 0) breaks.push(base + at, from);
    });
    length += one.length;
  }
  return new TracedText(texts.map(({ text }) => text).join(mark), first.from, breaks, between);
}
