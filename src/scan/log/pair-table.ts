/** Rows that there is room for to begin with. */
const ROOM = 1024;
const COLUMNS = 2;

/** Pairs of numbers in flat memory; new ones come at the end, old ones go at the start. */
export class PairTable {
  #numbers = new Float64Array(ROOM * COLUMNS);
  #length = 0;

  /** Rows. */
  get length(): number {
    return this.#length;
  }

  add(first: number, second: number): void {
    const at = this.#length * COLUMNS;
    if (at === this.#numbers.length) {
      const wider = new Float64Array(at * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[at] = first;
    this.#numbers[at + 1] = second;
    this.#length++;
  }

  at(row: number, column: 0 | 1): number {
    return this.#numbers[row * COLUMNS + column] as number;
  }

  /** Drops the first rows. */
  drop(count: number): void {
    this.#numbers.copyWithin(0, count * COLUMNS, this.#length * COLUMNS);
    this.#length -= count;
  }
}
