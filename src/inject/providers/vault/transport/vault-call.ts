import type { IncomingHttpHeaders } from 'node:http';

/** One question to the store. */
export interface VaultCall {
  readonly method: 'GET' | 'POST';
  /** Below `/v1/`, not encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** `undefined`: asked without a login. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Texts in the headers, encoded there, that no message may show. Those of `token` and `body` are not shown anyway. */
  readonly hidden?: readonly string[];
  /**
   * `read`: may be asked twice at once; `repeatable`: may be asked again; `once`: makes something, or uses something up,
   * so that it is only asked again when the store surely has not acted on it.
   */
  readonly safety: 'read' | 'repeatable' | 'once';
}

/** What came back with a status of success. */
export interface VaultReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; `undefined` if there was none. */
  readonly body: unknown;
  /** The JSON as it came: parsed, long numbers lose digits. */
  readonly text: string;
  /** Where it came from. */
  readonly address: string;
}
