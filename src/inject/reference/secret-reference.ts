/** The schemes of references, each a kind of store. */
export const STORE_KINDS = ['vault', 'aws-sm', 'aws-ssm', 'env', 'file', 'exec'] as const;

export type StoreKind = (typeof STORE_KINDS)[number];

/** The address of a secret, as in `vault://kv/ci/db?version=3#password`. It holds no value and may be shown. */
export interface SecretReference {
  /** As written. */
  readonly text: string;
  readonly store: StoreKind;
  /** What stands between the scheme and `?` or `#`, decoded; for `exec` a name from keepmum.toml. */
  readonly path: string;
  /** What stands after `#`, decoded; absent: the whole answer. */
  readonly key?: string;
  /** What stands after `?`, decoded. */
  readonly options: Readonly<Record<string, string>>;
}
