import { Unprintable } from './unprintable.js';

/** Bytes that must not be seen: every accidental way to print it says `[secret]`. */
export class SecretValue extends Unprintable {
  readonly #bytes: Uint8Array;

  constructor(value: string | Uint8Array) {
    super('[secret]');
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
}
