import { inspect } from 'node:util';

/** Something that must not be seen: every accidental way to print it shows a word instead. */
export abstract class Unprintable {
  readonly #shown: string;

  /** @param shown as in `[secret]` */
  constructor(shown: string) {
    this.#shown = shown;
  }

  toString(): string {
    return this.#shown;
  }

  toJSON(): string {
    return this.#shown;
  }

  [inspect.custom](): string {
    return this.#shown;
  }
}
