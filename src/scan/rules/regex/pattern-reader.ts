import { KeepmumError } from '../../../core/keepmum-error.js';

/** A place in a pattern that moves forward. */
export class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length;
  }

  sees(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  /** Moves past `text` if it stands here. */
  take(text: string): boolean {
    const here = this.sees(text);
    if (here) this.#at += text.length;
    return here;
  }

  /** @param expression must be sticky */
  takeMatch(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#pattern) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  /** The next character, whole even outside the basic plane. */
  next(): string {
    const code = this.#pattern.codePointAt(this.#at);
    if (code === undefined) throw this.error('its end');
    const char = String.fromCodePoint(code);
    this.#at += char.length;
    return char;
  }

  error(found: string): KeepmumError {
    return new KeepmumError(
      'RULES_INVALID',
      `cannot read the regex at character ${this.#at + 1}: ${found}, expected RE2 syntax`,
    );
  }
}
