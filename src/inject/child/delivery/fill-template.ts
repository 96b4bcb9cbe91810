import { KeepmumError } from '../../../core/keepmum-error.js';
import type { SecretValue } from '../../../core/secret-value.js';
import { placeholderOf } from '../../environment/refuse-argument.js';

const ANY_NAME = /\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}/g;

/**
 * Puts secrets in the places `{{NAME}}` of a text, byte for byte. Other braces stay: they are another tool's.
 *
 * @throws KeepmumError `USAGE` for a name that no secret has, which would end up in a configuration unnoticed
 */
export function fillTemplate(
  path: string,
  template: Uint8Array,
  secrets: ReadonlyMap<string, SecretValue>,
): Uint8Array {
  // Latin-1 keeps every byte as one character.
  const text = Buffer.from(template).toString('latin1');
  const unknown = [...text.matchAll(ANY_NAME)].map(([, name]) => name as string).filter((name) => !secrets.has(name));
  if (unknown[0] !== undefined) {
    throw new KeepmumError('USAGE', `cannot fill in "${path}": there is no secret "${unknown[0]}"`, {
      hints: [`name it with -e ${unknown[0]}=REFERENCE, or --secret if it is for templates only`],
    });
  }
  if (secrets.size === 0) return template;
  const filled = text.replaceAll(placeholderOf(secrets.keys()), (_, name: string) =>
    Buffer.from((secrets.get(name) as SecretValue).reveal()).toString('latin1'),
  );
  return Buffer.from(filled, 'latin1');
}
