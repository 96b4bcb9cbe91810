import { KeepmumError } from '../../core/keepmum-error.js';
import type { NameRegister } from './name-register.js';
import type { SecretWish } from './resolved-secret.js';

export const ALL_KEYS = '*';

export const isForAllKeys = ({ name }: SecretWish): boolean => name.endsWith(ALL_KEYS);
export const claimantOf = ({ source, reference }: Pick<SecretWish, 'source' | 'reference'>): string =>
  `${source} ("${reference.text}")`;

/** What can be refused before anything is asked of a store, and so before anything is lent out. */
export function checkWish(wish: SecretWish, register: NameRegister): KeepmumError | undefined {
  if (!isForAllKeys(wish)) return register.claim({ name: wish.name, claimant: claimantOf(wish) });
  if (wish.reference.key === undefined) return undefined;
  const message = `cannot set "${wish.name}" from ${claimantOf(wish)}: one key, expected a reference without "#"`;
  return new KeepmumError('USAGE', message);
}
