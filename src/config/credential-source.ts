import { resolve } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';
import { Credential, type CredentialSource } from '../inject/credential.js';
import type { Setting } from './setting.js';

/** A credential that is there as it is. */
export const givenCredential = (text: string): CredentialSource => ({ kind: 'value', value: new Credential(text) });

/**
 * Reads `env:NAME` or `file:PATH`. A credential itself does not belong into a file that is committed, so that anything
 * else is an error, and not quoted.
 *
 * @param folder where relative paths begin
 * @throws KeepmumError
 */
export function credentialSource(
  { text, where, code }: Setting,
  {
    environment,
    folder,
  }: { readonly environment: Readonly<Record<string, string | undefined>>; readonly folder: string },
): CredentialSource {
  const [, kind, rest = ''] = /^(env|file):(.+)$/.exec(text) ?? [];
  if (kind === 'file') return { kind: 'file', path: resolve(folder, rest) };
  if (kind === undefined) {
    throw new KeepmumError(
      code,
      `cannot use ${where()}: it does not say where to look, expected "env:NAME" or "file:PATH"`,
    );
  }
  const value = environment[rest];
  if (value) return givenCredential(value);
  throw new KeepmumError('LOGIN_FAILED', `cannot use ${where()}: the variable "${rest}" is not set`);
}
