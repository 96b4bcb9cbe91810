import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { SecretAnswer } from '../providers/provider.js';
import type { SecretReference } from '../reference/secret-reference.js';

const MOST_LISTED = 20;

function listed(keys: readonly string[]): string {
  const shown = keys.slice(0, MOST_LISTED).map((key) => `"${key}"`);
  return keys.length > MOST_LISTED ? `${shown.join(', ')} and ${keys.length - MOST_LISTED} more` : shown.join(', ');
}

/** Keys are no values, so they may be told. */
function missingKey({ text, key = '' }: SecretReference, keys: readonly string[]): KeepmumError {
  const found = keys.length === 0 ? 'it has no keys' : `it has the keys ${listed(keys)}`;
  const nearest = nearestName(key, keys);
  return new KeepmumError('SECRET_NOT_FOUND', `cannot find "${key}" in "${text}": ${found}`, {
    hints: nearest === undefined ? [] : [`did you mean "${nearest}"?`],
  });
}

function noKey({ text }: SecretReference, keys: readonly string[]): KeepmumError {
  const found = keys.length === 0 ? 'it is empty' : `it has the keys ${listed(keys)}, expected one of them after "#"`;
  const hints = keys.length === 0 ? [] : [`for all of them: a name that ends in "*", as in DB_*=${text}`];
  return new KeepmumError('SECRET_NOT_FOUND', `cannot use "${text}" as one value: ${found}`, { hints });
}

/**
 * The value that a reference means in an answer.
 *
 * @throws KeepmumError `SECRET_NOT_FOUND`, naming the keys that exist
 */
export function chooseValue(reference: SecretReference, { whole, fields }: SecretAnswer): SecretValue {
  const keys = [...fields.keys()].sort();
  if (reference.key === undefined) {
    if (whole === undefined) throw noKey(reference, keys);
    return whole;
  }
  const value = fields.get(reference.key);
  if (value === undefined) throw missingKey(reference, keys);
  return value;
}
