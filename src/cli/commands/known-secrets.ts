import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { MaskableSecret } from '../../mask/secret-index.js';
import { secretsInValuesFile } from '../../mask/values-file.js';
import type { World } from '../world.js';

/** The names in `--env A,B --env C`. */
export function namesIn(flags: readonly string[] | undefined): string[] {
  return (flags ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
}

/** Where secrets are that a command is told to mask. */
export interface KnownSecrets {
  /** Path of a file of values, see `secretsInValuesFile`. */
  readonly values?: string;
  /** Names of environment variables whose values are secrets. */
  readonly env?: readonly string[];
  /** Addresses of secrets, for `resolve`. */
  readonly references?: readonly string[];
  readonly resolve?: (references: readonly string[]) => Promise<readonly SecretValue[]>;
}

/**
 * All of them, in the order of the fields.
 *
 * @throws KeepmumError `USAGE`, `PATH_NOT_FOUND`
 */
export async function collectSecrets(known: KnownSecrets, env: World['env']): Promise<MaskableSecret[]> {
  const { values, env: names = [], references = [], resolve } = known;
  if (references.length > 0 && resolve === undefined) {
    throw new KeepmumError('USAGE', 'cannot resolve references: no provider is configured, expected --values or --env');
  }
  const fromFile = values === undefined ? [] : await readValues(values);
  const resolved = references.length === 0 ? [] : ((await resolve?.(references)) ?? []);
  return [...fromFile, ...names.flatMap((name) => readVariable(name, env)), ...resolved];
}

async function readValues(path: string): Promise<Uint8Array[]> {
  try {
    return secretsInValuesFile(await readFile(path), basename(path));
  } catch (cause) {
    throw new KeepmumError(
      'PATH_NOT_FOUND',
      `cannot read "${path}": no such readable file, expected a file of values`,
      {
        cause,
      },
    );
  }
}

/** An empty variable is an unset secret in most pipelines, so it hides nothing and is no error; a name that is not there may be a typing error. */
function readVariable(name: string, env: World['env']): string[] {
  const value = env[name];
  if (value !== undefined) return value.trim() === '' ? [] : [value];
  throw new KeepmumError(
    'USAGE',
    `cannot mask the variable "${name}": not set, expected a variable of this environment`,
  );
}
