import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { MaskHits } from '../../mask/hit-counter.js';
import { unmaskableReason } from '../../mask/refuse-secret.js';
import { SecretIndex } from '../../mask/secret-index.js';

/** Secrets by name, as the masker knows them by number. */
export class KnownSecrets {
  readonly index: SecretIndex;
  readonly #options: { readonly maskText?: string; readonly onWarning?: (message: string) => void };
  readonly #secrets: { readonly name: string; readonly value: SecretValue }[] = [];
  /** By number in the index, where what turned up in an output has numbers too. */
  readonly #names = new Map<number, string>();

  constructor(options: { readonly maskText?: string; readonly onWarning?: (message: string) => void } = {}) {
    this.#options = options;
    this.index = new SecretIndex(options);
  }

  /** @throws KeepmumError `REFUSED` for a value that would blank a log */
  add(name: string, value: SecretValue): void {
    const reason = unmaskableReason(value.reveal());
    if (reason !== undefined) {
      throw new KeepmumError(
        'REFUSED',
        `cannot mask "${name}": ${reason}, so that the log would lose more than a secret`,
        {
          hints: [`use a longer secret; or, if it is none: --no-mask ${name}`],
        },
      );
    }
    this.#names.set(this.index.count, name);
    this.index.add(value);
    this.#secrets.push({ name, value });
  }

  /** In the order they were added. */
  get values(): readonly SecretValue[] {
    return this.#secrets.map(({ value }) => value);
  }

  /** The same secrets, and nothing that turned up since. */
  copy(): KnownSecrets {
    const copy = new KnownSecrets(this.#options);
    for (const { name, value } of this.#secrets) copy.add(name, value);
    return copy;
  }

  /** The name of what was hit; `undefined` if it turned up in the output itself. */
  nameOf({ secret }: Pick<MaskHits, 'secret'>): string | undefined {
    return this.#names.get(secret);
  }
}
