import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
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
  /** Addresses of secrets, as typed. */
  readonly references?: readonly string[];
  /** Value of `--config`, for the stores. */
  readonly config?: string | undefined;
}

/** The references in `--references A,B --references C`; a comma that no scheme follows belongs to its reference. */
export function referencesIn(flags: readonly string[] | undefined): string[] {
  return (flags ?? []).flatMap((texts) => texts.split(/,(?=[a-z-]+:\/\/)/));
}

/**
 * All of them, in the order of the fields.
 *
 * @throws KeepmumError `USAGE`, `PATH_NOT_FOUND`, and those of the stores that references lead to
 */
export async function collectSecrets(
  { values, env: names = [], references = [], config }: KnownSecrets,
  world: Pick<World, 'env' | 'cwd' | 'onInterrupt'>,
): Promise<MaskableSecret[]> {
  const fromFile = values === undefined ? [] : await readValues(values);
  const fromVariables = names.flatMap((name) => readVariable(name, world.env));
  if (references.length === 0) return [...fromFile, ...fromVariables];
  const { resolveReferences } = await import('../resolve-references.js');
  return [...fromFile, ...fromVariables, ...(await resolveReferences(references, config, world))];
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
