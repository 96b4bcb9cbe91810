import { isUtf8 } from 'node:buffer';
import { jsonMembers } from '../../core/json-members.js';
import { SecretValue } from '../../core/secret-value.js';
import type { SecretAnswer } from './provider.js';

/** The answer of a store that holds bytes: all of them, and the members where they are a JSON object. */
export function textAnswer(bytes: Uint8Array): SecretAnswer {
  const members = isUtf8(bytes) ? jsonMembers(Buffer.from(bytes).toString()) : undefined;
  const fields = [...(members ?? [])].map(([name, value]) => [name, new SecretValue(value)] as const);
  return { whole: new SecretValue(bytes), fields: new Map(fields) };
}

/** Without the one line end that editors and programs put after a value. */
export function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}
