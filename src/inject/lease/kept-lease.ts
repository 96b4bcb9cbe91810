import type { Lease } from '../providers/lease.js';

/** Asks for a new secret in the place of one that cannot be renewed, and hands it over to the command. */
export type Mint = (signal: AbortSignal) => Promise<Lease>;

/** A lease that is to be kept alive. */
export interface KeptLease {
  /** For people: the path it was read from. */
  readonly subject: string;
  readonly lease: Lease;
  /** Absent where the command could not take a new secret: an environment cannot be changed from outside. */
  readonly mint?: Mint;
}

/** Something with an end that can be put off. */
export interface Renewable {
  readonly subject: string;
  /** `undefined`: it does not end. */
  readonly seconds: number | undefined;
  readonly grantedAt: number;
  readonly means: 'renew' | 'mint' | 'nothing';
  /** What to keep instead once the store grants no more time. */
  readonly afterwards?: Renewable;
  /** @returns itself with its new time */
  renew(signal: AbortSignal): Promise<Renewable>;
}
