/** An answer of the store that is no success. */
export class StoreFailure extends Error {
  readonly status: number;
  /** The store's own words, without what was sent to it. */
  readonly said: readonly string[];
  /** Parsed JSON, if it was that. */
  readonly body: unknown;
  /** Milliseconds that the store asks to wait. */
  readonly retryAfter: number | undefined;
  readonly address: string;

  constructor(parts: {
    readonly status: number;
    readonly said: readonly string[];
    readonly body: unknown;
    readonly retryAfter: number | undefined;
    readonly address: string;
  }) {
    super(`status ${parts.status}`);
    this.name = 'StoreFailure';
    this.status = parts.status;
    this.said = parts.said;
    this.body = parts.body;
    this.retryAfter = parts.retryAfter;
    this.address = parts.address;
  }
}
