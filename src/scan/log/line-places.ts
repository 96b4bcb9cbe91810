import type { Discovery } from '../discovery.js';
import { type LogPlace, linesBehind, spotOf } from './log-place.js';
import type { PlacedDiscovery } from './merge-discoveries.js';

const isNext = (before: LogPlace, ahead: number, place: LogPlace): boolean =>
  place.line === before.line + ahead &&
  place.column === before.column &&
  place.step === before.step &&
  place.job === before.job &&
  place.stepLine === (before.stepLine === undefined ? undefined : before.stepLine + ahead);

/** The place of every line of a cleaned text. Lines that follow each other as they should need no memory. */
export class LinePlaces {
  #starts: number[] = [];
  #places: LogPlace[] = [];
  #count = 0;

  /** The place of the text's next line, or of the first of several that follow each other. */
  add(place: LogPlace, count = 1): void {
    this.#count += count;
    const first = this.#count - count + 1;
    const last = this.#places.length - 1;
    const [before, start] = [this.#places[last], this.#starts[last]];
    if (before !== undefined && start !== undefined && isNext(before, first - start, place)) return;
    this.#starts.push(first);
    this.#places.push(place);
  }

  /** A discovery of the text, where it is in the log. */
  placed(discovery: Discovery): PlacedDiscovery {
    const start = spotOf(this.at(discovery.line), discovery.column - 1);
    const end = spotOf(this.at(discovery.endLine), discovery.endColumn - 1);
    return { ...discovery, ...start, endLine: end.line, endColumn: end.column, from: 'line' };
  }

  /** Lines before this one of the text will not be asked for. */
  forgetBefore(line: number): void {
    const index = this.#indexOf(line);
    if (index * 2 <= this.#starts.length) return;
    this.#starts = this.#starts.slice(index);
    this.#places = this.#places.slice(index);
  }

  /** @param line of the cleaned text, from 1 */
  at(line: number): LogPlace {
    const index = this.#indexOf(line);
    const [start, place] = [this.#starts[index], this.#places[index]];
    if (start === undefined || place === undefined) return { line, column: 0 };
    return linesBehind(place, line - start);
  }

  /** Of the last entry that begins at the line or before. */
  #indexOf(line: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] as number) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
