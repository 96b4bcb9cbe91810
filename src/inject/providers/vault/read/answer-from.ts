import { SecretValue } from '../../../../core/secret-value.js';
import type { Lease } from '../../lease.js';
import type { SecretAnswer } from '../../provider.js';
import { countAt, type JsonRecord, textAt } from '../json-shape.js';
import { printExactJson } from '../transport/exact-json.js';

const secretFrom = (value: unknown): SecretValue =>
  new SecretValue(typeof value === 'string' ? value : printExactJson(value));

/** The values of an answer; a key that holds nothing is not there. */
function fieldsOf(data: JsonRecord): ReadonlyMap<string, SecretValue> {
  const present = Object.entries(data).filter(([, value]) => value !== null);
  return new Map(present.map(([key, value]) => [key, secretFrom(value)]));
}

/** Plain secrets come with a duration as well, which is only advice; what has an id is a lease. */
function leaseOf(body: JsonRecord, grantedAt: number): Lease | undefined {
  const id = textAt(body, 'lease_id');
  if (id === undefined) return undefined;
  return { id, seconds: countAt(body, 'lease_duration') ?? 0, grantedAt, renewable: body.renewable === true };
}

/**
 * @param data the values
 * @param body all of the store's answer
 * @param grantedAt milliseconds of the monotonic clock
 */
export function answerFrom(data: JsonRecord, body: JsonRecord, grantedAt: number, version?: string): SecretAnswer {
  const lease = leaseOf(body, grantedAt);
  return {
    fields: fieldsOf(data),
    ...(version !== undefined && { version }),
    ...(lease !== undefined && { lease }),
  };
}
