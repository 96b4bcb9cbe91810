/** The right to use a secret until a time. Its id is no secret: it is useless without a login. */
export interface Lease {
  readonly id: string;
  /** How long it was granted for, from `grantedAt`. */
  readonly seconds: number;
  /** Milliseconds of the monotonic clock when the answer came. */
  readonly grantedAt: number;
  readonly renewable: boolean;
}

/** The right to ask a store. Holds no token. */
export interface Login {
  /** Base address of the store. */
  readonly address: string;
  readonly namespace?: string;
  /** `token`, `approle`, `jwt`, … */
  readonly method: string;
  /** Names the token without being it; absent for batch tokens. */
  readonly accessor?: string;
  /** `given`: the user's own token, which is never revoked. */
  readonly origin: 'made' | 'given';
  /** `undefined`: it does not end. */
  readonly seconds?: number;
  readonly grantedAt: number;
  readonly renewable: boolean;
  /** What the identity token said (iss, aud, sub, …), for the receipt. */
  readonly claims?: Readonly<Record<string, unknown>>;
}
