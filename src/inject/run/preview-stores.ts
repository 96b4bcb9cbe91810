import type { KeepmumError } from '../../core/keepmum-error.js';
import type { Providers } from '../providers/create-providers.js';
import type { Login } from '../providers/lease.js';
import type { PathRights, SecretRead } from '../providers/provider.js';
import { checkWish } from '../resolve/check-wish.js';
import { NameRegister } from '../resolve/name-register.js';
import type { SecretWish } from '../resolve/resolved-secret.js';

/** What a run would find, without reading a secret. */
export interface StorePreview {
  /** What is against the names: collisions, dangerous ones. */
  readonly problems: readonly KeepmumError[];
  readonly logins: readonly Login[];
  readonly paths: readonly { readonly read: SecretRead; readonly rights: PathRights }[];
}

/**
 * Logs in where a store can tell what the login may do, asks that, and gives the login back.
 *
 * @throws KeepmumError if a store cannot be asked
 */
export async function previewStores(
  wishes: readonly SecretWish[],
  providers: Pick<Providers, 'of' | 'made'>,
  { signal, allowNames }: { readonly signal: AbortSignal; readonly allowNames: readonly string[] },
): Promise<StorePreview> {
  const register = new NameRegister(allowNames);
  const problems = wishes.flatMap((wish) => checkWish(wish, register) ?? []);
  const reads = [
    ...new Map(wishes.map(({ reference }) => [`${reference.store}://${reference.path}`, reference])).values(),
  ];
  const paths: StorePreview['paths'][number][] = [];
  const logins: Login[] = [];
  for (const store of new Set(reads.map((read) => read.store))) {
    const provider = await providers.of(store);
    const own = reads.filter((read) => read.store === store && read.options.wrapped === undefined);
    const rights = (await provider.rights?.(own, signal)) ?? [];
    paths.push(...own.flatMap((read, at) => (rights[at] === undefined ? [] : [{ read, rights: rights[at] }])));
    logins.push(...[provider.leases?.login()].filter((login) => login !== undefined));
    await provider.leases?.revokeLogin(signal);
  }
  return { problems, logins, paths };
}
