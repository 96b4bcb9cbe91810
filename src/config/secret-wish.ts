import { KeepmumError } from '../core/keepmum-error.js';
import { parseReference } from '../inject/reference/parse-reference.js';
import { STORE_KINDS } from '../inject/reference/secret-reference.js';
import type { SecretWish } from '../inject/resolve/resolved-secret.js';

/** What a variable's value must begin with; addresses of files are common in variables that are no secrets. */
const IN_ENVIRONMENT = STORE_KINDS.filter((kind) => kind !== 'file').map((kind) => `${kind}://`);

/**
 * A name and the reference it was given.
 *
 * @param source as in `SecretWish`
 * @throws KeepmumError `REFERENCE_INVALID`, saying whose reference it is
 */
export function wishOf(name: string, text: string, source: string): SecretWish {
  try {
    return { name, reference: parseReference(text), source };
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    const { code, message, hints } = error;
    throw new KeepmumError(code, `cannot set "${name}" from ${source}: ${message}`, { hints, cause: error });
  }
}

/** The variables whose values are references. @throws KeepmumError `REFERENCE_INVALID` */
export function wishesInEnvironment(environment: Readonly<Record<string, string | undefined>>): readonly SecretWish[] {
  return Object.entries(environment).flatMap(([name, value = '']) =>
    IN_ENVIRONMENT.some((start) => value.startsWith(start)) ? [wishOf(name, value, 'the environment')] : [],
  );
}

/** Wishes of several places; where two ask for one name, the later place has it. */
export function layerWishes(...layers: readonly (readonly SecretWish[])[]): readonly SecretWish[] {
  return layers.flatMap((wishes, index) => {
    const later = new Set(layers.slice(index + 1).flatMap((layer) => layer.map(({ name }) => name)));
    return wishes.filter(({ name }) => !later.has(name));
  });
}
