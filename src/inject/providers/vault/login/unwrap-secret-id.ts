import { KeepmumError } from '../../../../core/keepmum-error.js';
import { Credential } from '../../../credential.js';
import { recordAt, textAt } from '../json-shape.js';
import { unwrap } from '../unwrap.js';
import type { VaultClient } from '../vault-client.js';

/** @throws KeepmumError `STORE_DENIED` if it was unwrapped before, `LOGIN_FAILED` if something else is inside */
export async function unwrapSecretId(
  wrapping: Credential,
  mount: string,
  client: VaultClient,
  signal: AbortSignal,
): Promise<Credential> {
  const isExpected = (path: string) => path.startsWith(`auth/${mount}/role/`) && path.endsWith('/secret-id');
  const reply = await unwrap(wrapping, 'the secret id', isExpected, client, signal);
  const secretId = textAt(recordAt(reply.body, 'data'), 'secret_id');
  if (secretId !== undefined) return new Credential(secretId);
  throw new KeepmumError('LOGIN_FAILED', 'cannot log in with approle: no secret id was wrapped, expected one');
}
