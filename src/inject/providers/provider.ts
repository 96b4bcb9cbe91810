import type { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { SecretReference, StoreKind } from '../reference/secret-reference.js';
import type { Lease, Login } from './lease.js';

/** One read of a store; all keys of a path come from the same read, and so from one lease. */
export type SecretRead = Pick<SecretReference, 'store' | 'path' | 'options'>;

/** What a store answered to one read. */
export interface SecretAnswer {
  /** For stores that hold one string or bytes under a path: all of it, byte for byte. */
  readonly whole?: SecretValue;
  /** Values by key: a JSON string is its text, any other JSON value is its JSON. Empty if the answer has no keys. */
  readonly fields: ReadonlyMap<string, SecretValue>;
  /** As the store names it. */
  readonly version?: string;
  /** Only if the right to use the values ends. */
  readonly lease?: Lease;
}

/** A read and what came of it: one that failed does not take the others along. */
export type ReadOutcome =
  | { readonly read: SecretRead; readonly answer: SecretAnswer }
  | { readonly read: SecretRead; readonly error: KeepmumError };

/** What a login may do where a secret is read. */
export interface PathRights {
  /** As the store calls it: with the `data/` of KV version 2. */
  readonly path: string;
  /** `read`, `update`, `sudo`, `deny`, … as the store says. */
  readonly rights: readonly string[];
  /** Of the mount, if the login may know: `kv`, `database`, … */
  readonly engine?: string;
  readonly kvVersion?: string;
}

/** What answers references of one kind. Nothing is asked of the store before the first call. */
export interface Provider {
  readonly store: StoreKind;
  /**
   * Reads at most once what is listed, logging in first if need be.
   *
   * @returns one outcome for each read, in the same order
   * @throws KeepmumError if nothing can be read at all: no address, a refused login
   */
  read(reads: readonly SecretRead[], signal: AbortSignal): Promise<readonly ReadOutcome[]>;
  /** Present where answers come with leases. */
  readonly leases?: LeaseHolder;
  /**
   * What the login may do with each path, for dry runs; logs in, and reads no secret. Absent where a store does not tell.
   *
   * @returns in the same order
   */
  rights?(reads: readonly SecretRead[], signal: AbortSignal): Promise<readonly PathRights[]>;
  /** Lets go of connections. Revokes nothing. */
  close(): void;
}

/** Renews and revokes what a store has lent out. */
export interface LeaseHolder {
  /** The login that all reads used; `undefined` before the first read. */
  login(): Login | undefined;
  /** @returns the login with its new time, which may be shorter than asked */
  renewLogin(seconds: number, signal: AbortSignal): Promise<Login>;
  /** Revokes a login of origin `made`, and with it every lease taken under it. One of origin `given` is left alone. */
  revokeLogin(signal: AbortSignal): Promise<void>;
  renew(lease: Lease, seconds: number, signal: AbortSignal): Promise<Lease>;
  /** Resolves when the store has done it, not when it has been asked. */
  revoke(lease: Pick<Lease, 'id'>, signal: AbortSignal): Promise<void>;
  /** Revokes the login of another process, known by its accessor alone; logs in first if need be. For `reap`. */
  revokeAccessor(accessor: string, signal: AbortSignal): Promise<void>;
}
