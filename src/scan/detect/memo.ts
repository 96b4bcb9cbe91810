/** Remembers what was judged; forgets everything when it is full, so that memory stays bounded. */
export class Memo<Value> {
  readonly #known = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The remembered value for `key`, else what `judge` says. */
  get(key: string, judge: () => Value): Value {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#limit) this.#known.clear();
    const judged = judge();
    this.#known.set(key, judged);
    return judged;
  }
}
