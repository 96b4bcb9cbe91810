import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { SecretValue } from '../../../src/core/secret-value.js';
import type { Provider, ReadOutcome, SecretRead } from '../../../src/inject/providers/provider.js';
import type { StoreKind } from '../../../src/inject/reference/secret-reference.js';

type Held = string | Readonly<Record<string, string>> | KeepmumError;

/** A store that holds what it was given, lends each read out, and remembers what it was asked. */
export class MemoryProvider implements Provider {
  readonly store: StoreKind;
  readonly asked: SecretRead[] = [];
  readonly #held: Readonly<Record<string, Held>>;

  constructor(store: StoreKind, held: Readonly<Record<string, Held>>) {
    this.store = store;
    this.#held = held;
  }

  async read(reads: readonly SecretRead[]): Promise<readonly ReadOutcome[]> {
    this.asked.push(...reads);
    return reads.map((read) => this.#answer(read));
  }

  close(): void {}

  #answer(read: SecretRead): ReadOutcome {
    const held = this.#held[read.path];
    if (held === undefined) return { read, error: new KeepmumError('SECRET_NOT_FOUND', `cannot read "${read.path}"`) };
    if (held instanceof KeepmumError) return { read, error: held };
    const lease = { id: `lease/${read.path}/${this.asked.length}`, seconds: 60, grantedAt: 0, renewable: true };
    const version = read.options.version ?? '7';
    if (typeof held === 'string') return { read, answer: { whole: new SecretValue(held), fields: new Map(), version } };
    const fields = new Map(Object.entries(held).map(([key, value]) => [key, new SecretValue(value)]));
    return { read, answer: { fields, version, lease } };
  }
}
