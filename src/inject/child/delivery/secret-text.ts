import { KeepmumError } from '../../../core/keepmum-error.js';
import type { SecretValue } from '../../../core/secret-value.js';

/** What kept a value from being text. */
function whyNoText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return 'it has a zero byte';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'it is not UTF-8';
  }
}

/**
 * A secret as text.
 * @param place where it goes, for people
 * @throws KeepmumError `REFUSED` for bytes that are none
 */
export function secretText(name: string, value: SecretValue, place: string): string {
  const bytes = value.reveal();
  const reason = whyNoText(bytes);
  if (reason === undefined) return Buffer.from(bytes).toString();
  throw new KeepmumError('REFUSED', `cannot put "${name}" in ${place}: ${reason}, expected text`, {
    hints: [`--file ${name}=REFERENCE hands over bytes as they are`],
  });
}
