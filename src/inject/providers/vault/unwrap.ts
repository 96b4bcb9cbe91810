import { KeepmumError } from '../../../core/keepmum-error.js';
import type { Credential } from '../../credential.js';
import { recordAt, textAt } from './json-shape.js';
import { StoreFailure } from './transport/store-failure.js';
import type { VaultReply } from './transport/vault-call.js';
import type { VaultClient } from './vault-client.js';
import { storeError } from './vault-error.js';

function spent(what: string): KeepmumError {
  const message = `cannot unwrap ${what}: its wrapping token was used already, or has expired`;
  return new KeepmumError('STORE_DENIED', message, {
    hints: [
      'if nobody of yours has used it, someone else has, and knows the secret: treat it as leaked and revoke it',
      "the store's audit log has who unwrapped it (sys/wrapping/unwrap)",
    ],
  });
}

function failureOf(what: string, failure: unknown): unknown {
  const isSpent = failure instanceof StoreFailure && (failure.status === 400 || failure.status === 403);
  return isSpent ? spent(what) : storeError(`unwrap ${what}`, failure);
}

/**
 * Takes out what a wrapping token holds, once and for all. Where it was wrapped is checked first: a token that someone
 * put in the place of the real one was made elsewhere.
 *
 * @param what for errors, as in `the secret id`
 * @param isExpected whether the answer of that path is what is wanted
 * @throws KeepmumError `STORE_DENIED` if the token is spent, or not the right one
 */
export async function unwrap(
  wrapping: Credential,
  what: string,
  isExpected: (creationPath: string) => boolean,
  client: VaultClient,
  signal: AbortSignal,
): Promise<VaultReply> {
  const token = wrapping.send();
  try {
    const lookup = { method: 'POST', path: 'sys/wrapping/lookup', body: { token }, safety: 'repeatable' } as const;
    const found = await client.call(lookup, signal);
    const creationPath = textAt(recordAt(found.body, 'data'), 'creation_path') ?? 'an unknown path';
    if (!isExpected(creationPath)) throw misplaced(what, creationPath);
    return await client.call({ method: 'POST', path: 'sys/wrapping/unwrap', token, safety: 'once' }, signal);
  } catch (failure) {
    throw failureOf(what, failure);
  }
}

function misplaced(what: string, creationPath: string): KeepmumError {
  const message = `cannot unwrap ${what}: its wrapping token was made at "${creationPath}", expected another path`;
  return new KeepmumError('STORE_DENIED', message, {
    hints: ['someone may have put it in the place of the real one, which they then have: find out who handed it over'],
  });
}
