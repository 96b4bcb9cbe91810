import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';
import type { Provider, SecretAnswer } from './provider.js';
import { readEach } from './read-each.js';
import { textAnswer } from './text-answer.js';

/** Values of environment variables: `env://NAME`. */
export function environmentProvider(environment: Readonly<Record<string, string | undefined>>): Provider {
  const readOne = async ({ path }: { path: string }): Promise<SecretAnswer> => {
    const value = environment[path];
    if (value !== undefined) return textAnswer(Buffer.from(value));
    const nearest = nearestName(path, Object.keys(environment));
    throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "env://${path}": the variable is not set`, {
      hints: nearest === undefined ? [] : [`did you mean "${nearest}"?`],
    });
  };
  return { store: 'env', read: (reads) => readEach(reads, 1, readOne), close: () => {} };
}
