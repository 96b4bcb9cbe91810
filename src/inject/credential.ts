import { readFileSync } from 'node:fs';
import { KeepmumError } from '../core/keepmum-error.js';
import { Unprintable } from '../core/unprintable.js';

/**
 * What keepmum itself proves to a store who it is with: a token, a secret id, an identity token. Unlike the values of
 * secrets it has to be sent; every accidental way to print it says `[credential]`.
 */
export class Credential extends Unprintable {
  readonly #text: string;

  constructor(text: string) {
    super('[credential]');
    this.#text = text;
  }

  /** The text itself, for a request. */
  send(): string {
    return this.#text;
  }
}

/** A credential, or the file that holds it: what rotates has to be read anew for each login. */
export type CredentialSource =
  | { readonly kind: 'value'; readonly value: Credential }
  | { readonly kind: 'file'; readonly path: string };

/**
 * @param what for the error, as in `the secret id`
 * @throws KeepmumError `LOGIN_FAILED`
 */
export function readCredential(source: CredentialSource, what: string): Credential {
  if (source.kind === 'value') return source.value;
  let text: string;
  try {
    text = readFileSync(source.path, 'utf8').trim();
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('LOGIN_FAILED', `cannot read ${what} from "${source.path}": ${found}`, { cause });
  }
  if (text !== '') return new Credential(text);
  throw new KeepmumError('LOGIN_FAILED', `cannot read ${what} from "${source.path}": the file is empty`);
}
