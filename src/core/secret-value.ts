import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** Bytes that must not be seen: every accidental way to print it says `[secret]`. */
export class SecretValue {
  readonly #bytes: Uint8Array;

  constructor(value: string | Uint8Array) {
    this.#bytes = typeof value === 'string' ? new TextEncoder().encode(value) : Uint8Array.from(value);
  }

  /** Length in bytes. */
  get byteLength(): number {
    return this.#bytes.length;
  }

  /** The bytes themselves. Only `inject/child` and `mask` may call it; a test holds this. */
  reveal(): Uint8Array {
    return this.#bytes;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
