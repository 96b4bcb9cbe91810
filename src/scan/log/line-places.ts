import type { LogPlace } from './log-place.js';

const isNext = (before: LogPlace, ahead: number, place: LogPlace): boolean =>
  place.line === before.line + ahead &&
  place.column === before.column &&
  place.step === before.step &&
  place.job === before.job &&
  place.stepLine === (before.stepLine === undefined ? undefined : before.stepLine + ahead);

/** The place of every line of a cleaned text. Lines that follow each other as they should need no memory. */
export class LinePlaces {
  readonly #starts: number[] = [];
  readonly #places: LogPlace[] = [];
  #count = 0;

  /** The place of the text's next line. */
  add(place: LogPlace): void {
    this.#count++;
    const last = this.#places.length - 1;
    const [before, start] = [this.#places[last], this.#starts[last]];
    if (before !== undefined && start !== undefined && isNext(before, this.#count - start, place)) return;
    this.#starts.push(this.#count);
    this.#places.push(place);
  }

  /** @param line of the cleaned text, from 1 */
  at(line: number): LogPlace {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] as number) <= line) low = middle;
      else high = middle - 1;
    }
    const [start, place] = [this.#starts[low], this.#places[low]];
    if (start === undefined || place === undefined) return { line, column: 0 };
    const ahead = line - start;
    const { stepLine } = place;
    return { ...place, line: place.line + ahead, ...(stepLine !== undefined && { stepLine: stepLine + ahead }) };
  }
}
