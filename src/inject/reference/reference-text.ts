import { KeepmumError } from '../../core/keepmum-error.js';

/** The text of a reference that is being read, and the means to point into it. */
export class ReferenceText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** @param at offset in the text */
  error(at: number, found: string, hints: readonly string[] = []): KeepmumError {
    const character = Array.from(this.text.slice(0, at)).length + 1;
    const message = `cannot read the reference "${this.text}": character ${character}: ${found}`;
    return new KeepmumError('REFERENCE_INVALID', message, { hints });
  }

  /**
   * The part from `start` to `end`, percent-decoded.
   *
   * @throws KeepmumError `REFERENCE_INVALID` for a stray `%`, bytes that are no UTF-8, and control characters
   */
  decoded(start: number, end: number): string {
    const written = this.text.slice(start, end);
    const stray = /%(?![0-9A-Fa-f]{2})/.exec(written);
    if (stray !== null) {
      throw this.error(start + stray.index, 'a "%" without two hexadecimal digits', ['a percent sign itself is "%25"']);
    }
    const control = /\p{Cc}|%[01][0-9A-Fa-f]|%7[Ff]|%[Cc]2%[89][0-9A-Fa-f]/u.exec(written);
    if (control !== null) throw this.error(start + control.index, 'a control character');
    return this.#decode(written, start);
  }

  #decode(written: string, start: number): string {
    try {
      return decodeURIComponent(written);
    } catch {
      throw this.error(start + written.indexOf('%'), 'encoded bytes that are no UTF-8');
    }
  }
}
