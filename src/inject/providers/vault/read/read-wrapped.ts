import type { Clock } from '../../../../core/clock.js';
import { KeepmumError } from '../../../../core/keepmum-error.js';
import { type CredentialSource, readCredential } from '../../../credential.js';
import { printReference } from '../../../reference/print-reference.js';
import type { SecretAnswer, SecretRead } from '../../provider.js';
import { unwrap } from '../unwrap.js';
import type { VaultClient } from '../vault-client.js';
import { answerFrom } from './answer-from.js';
import { isVersioned, kvAnswer } from './kv-answer.js';

/** Whether the store calls that path so: as written, or with the `data/` that KV version 2 puts behind its mount. */
function isSamePath(creationPath: string, path: string): boolean {
  if (creationPath === path) return true;
  const segments = path.split('/');
  return segments.some(
    (_, at) => at > 0 && [...segments.slice(0, at), 'data', ...segments.slice(at)].join('/') === creationPath,
  );
}

/**
 * Reads what someone else read and wrapped: `?wrapped=NAME` says where the wrapping token is. No login is needed.
 *
 * @throws KeepmumError `STORE_DENIED` if it was unwrapped before, or is the answer of another path
 */
export async function readWrapped(
  read: SecretRead,
  tokens: Readonly<Record<string, CredentialSource>>,
  { client, clock }: { readonly client: VaultClient; readonly clock: Clock },
  signal: AbortSignal,
): Promise<SecretAnswer> {
  const text = printReference(read);
  const name = read.options.wrapped ?? '';
  const source = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
  if (source === undefined) {
    throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "${text}": no wrapping token is named "${name}"`, {
      hints: [`say where it is in keepmum.toml: [secrets.vault.wrapped] ${name} = "env:VARIABLE"`],
    });
  }
  const token = readCredential(source, `the wrapping token "${name}"`);
  const grantedAt = clock.monotonic();
  const reply = await unwrap(token, `"${text}"`, (path) => isSamePath(path, read.path), client, signal);
  return isVersioned(reply.body) ? kvAnswer(text, reply, grantedAt) : answerFrom(reply, ['data'], grantedAt);
}
