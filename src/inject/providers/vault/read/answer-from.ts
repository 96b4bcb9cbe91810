import { jsonMembers } from '../../../../core/json-members.js';
import { SecretValue } from '../../../../core/secret-value.js';
import type { Lease } from '../../lease.js';
import type { SecretAnswer } from '../../provider.js';
import { countAt, isRecord, type JsonRecord, recordAt, textAt } from '../json-shape.js';
import type { VaultReply } from '../transport/vault-call.js';

/** The values of an answer below `keys`; a key that holds nothing is not there. */
function fieldsOf({ body, text }: VaultReply, keys: readonly string[]): ReadonlyMap<string, SecretValue> {
  const parsed = keys.reduce<unknown>(recordAt, body);
  const data = keys.reduce<string | undefined>((inner, key) => jsonMembers(inner ?? '')?.get(key), text);
  const members = [...(jsonMembers(data ?? '') ?? [])];
  const present = members.filter(([key]) => isRecord(parsed) && parsed[key] !== null);
  return new Map(present.map(([key, value]) => [key, new SecretValue(value)]));
}

/** Plain secrets come with a duration as well, which is only advice; what has an id is a lease. */
function leaseOf(body: JsonRecord, grantedAt: number): Lease | undefined {
  const id = textAt(body, 'lease_id');
  if (id === undefined) return undefined;
  return { id, seconds: countAt(body, 'lease_duration') ?? 0, grantedAt, renewable: body.renewable === true };
}

/**
 * @param keys where the values are in the store's answer
 * @param grantedAt milliseconds of the monotonic clock
 */
export function answerFrom(
  reply: VaultReply,
  keys: readonly string[],
  grantedAt: number,
  version?: string,
): SecretAnswer {
  const lease = leaseOf(isRecord(reply.body) ? reply.body : {}, grantedAt);
  return {
    fields: fieldsOf(reply, keys),
    ...(version !== undefined && { version }),
    ...(lease !== undefined && { lease }),
  };
}
