import { KeepmumError } from '../../../../core/keepmum-error.js';
import type { SecretAnswer } from '../../provider.js';
import { countAt, isRecord, type JsonRecord, recordAt, textAt } from '../json-shape.js';
import type { VaultReply } from '../transport/vault-call.js';
import { answerFrom } from './answer-from.js';

/** The error for a version that was there and is no more; `undefined` if the metadata does not say so. */
export function goneVersion(text: string, metadata: JsonRecord): KeepmumError | undefined {
  const version = countAt(metadata, 'version');
  if (version === undefined) return undefined;
  const deleted = textAt(metadata, 'deletion_time');
  const created = textAt(metadata, 'created_time');
  if (metadata.destroyed === true) {
    const since = created === undefined ? '' : ` (it was written at ${created})`;
    return new KeepmumError(
      'SECRET_NOT_FOUND',
      `cannot read "${text}": version ${version} was destroyed for good${since}`,
      { hints: ['name a version that is still there with ?version=N'] },
    );
  }
  if (deleted === undefined) return undefined;
  return new KeepmumError('SECRET_NOT_FOUND', `cannot read "${text}": version ${version} was deleted at ${deleted}`, {
    hints: ['`vault kv undelete` brings it back; or name another version with ?version=N'],
  });
}

/** Whether an answer has the form of KV version 2, where its kind could not be asked for. */
export function isVersioned(body: unknown): boolean {
  const data = recordAt(body, 'data');
  return isRecord(data.metadata) && countAt(data.metadata, 'version') !== undefined && 'data' in data;
}

/**
 * The answer of KV version 2.
 *
 * @throws KeepmumError `SECRET_NOT_FOUND` if the version is deleted or destroyed
 */
export function kvAnswer(text: string, reply: VaultReply, grantedAt: number): SecretAnswer {
  const data = recordAt(reply.body, 'data');
  const metadata = recordAt(data, 'metadata');
  const gone = isRecord(data.data) ? undefined : goneVersion(text, metadata);
  if (gone !== undefined) throw gone;
  return answerFrom(reply, ['data', 'data'], grantedAt, String(countAt(metadata, 'version') ?? ''));
}
