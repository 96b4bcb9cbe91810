import type { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { Lease } from '../providers/lease.js';
import type { SecretRead } from '../providers/provider.js';
import type { SecretReference } from '../reference/secret-reference.js';

/** What somebody asked for: a name, and the address of its value. */
export interface SecretWish {
  /** Of a variable or file. One that ends in `*` stands for a name per key of the answer: `DB_*`. */
  readonly name: string;
  readonly reference: SecretReference;
  /** Who asked, as shown to people: `-e`, `keepmum.toml, line 3`, `the environment`. */
  readonly source: string;
}

/** A name and its value. Those of one read share the lease object. */
export interface ResolvedSecret {
  readonly name: string;
  /** Of this one value: a wish for all keys of a path has become a reference per key. */
  readonly reference: SecretReference;
  readonly source: string;
  readonly value: SecretValue;
  readonly version?: string;
  readonly lease?: Lease;
}

/** What a store lent out for one read. */
export interface TakenLease {
  readonly read: SecretRead;
  readonly lease: Lease;
}

/** What came of all wishes. */
export interface ResolvedSecrets {
  /** In the order of the wishes; those that could be resolved. */
  readonly secrets: readonly ResolvedSecret[];
  /** One for each lease, also where a problem keeps its secrets from being used: they are to be revoked all the same. */
  readonly leases: readonly TakenLease[];
  /** Everything that went wrong, as one error; absent: every wish was resolved. */
  readonly problem?: KeepmumError;
}
