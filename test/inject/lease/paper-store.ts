import type { Clock } from '../../../src/core/clock.js';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import type { Lease, Login } from '../../../src/inject/providers/lease.js';
import type { LeaseHolder } from '../../../src/inject/providers/provider.js';

/** How a store that exists on paper only behaves. */
export interface PaperRules {
  /** Seconds it grants, in the order of the renewals; the last one again and again. `fail`: an error. */
  readonly grants?: readonly (number | 'fail')[];
  readonly login?: Partial<Login> | 'none';
  /** Ids it will not revoke. */
  readonly denies?: readonly string[];
  /** Revocations never answer. */
  readonly hangs?: 'on-revoke' | 'on-lease-revoke';
}

/** A lease holder that keeps books: the rules of time are tested on it, those of Vault on a real Vault. */
export class PaperStore implements LeaseHolder {
  /** What it was asked, in order, with the milliseconds since it was made. */
  readonly book: { readonly at: number; readonly what: string }[] = [];
  readonly #clock: Clock;
  readonly #rules: PaperRules;
  readonly #start: number;
  #renewals = 0;

  constructor(clock: Clock, rules: PaperRules = {}) {
    this.#clock = clock;
    this.#rules = rules;
    this.#start = clock.monotonic();
  }

  lease(id: string, seconds: number, renewable = true): Lease {
    return { id, seconds, renewable, grantedAt: this.#clock.monotonic() };
  }

  login(): Login | undefined {
    if (this.#rules.login === 'none') return undefined;
    const grantedAt = this.#start;
    return {
      address: 'http://127.0.0.1:1',
      method: 'approle',
      accessor: 'acc-1',
      origin: 'made',
      renewable: true,
      grantedAt,
      ...this.#rules.login,
    };
  }

  async renewLogin(): Promise<Login> {
    const seconds = this.#grant('renew login');
    return { ...(this.login() as Login), seconds, grantedAt: this.#clock.monotonic() };
  }

  async renew(lease: Lease): Promise<Lease> {
    const seconds = this.#grant(`renew ${lease.id}`);
    return { ...lease, seconds, grantedAt: this.#clock.monotonic() };
  }

  revoke({ id }: Pick<Lease, 'id'>, signal: AbortSignal): Promise<void> {
    return this.#revoke(id, signal);
  }

  revokeLogin(signal: AbortSignal): Promise<void> {
    return this.#revoke('login', signal);
  }

  revokeAccessor(accessor: string, signal: AbortSignal): Promise<void> {
    return this.#revoke(accessor, signal);
  }

  /** What was asked, without the times. */
  asked(): string[] {
    return this.book.map(({ what }) => what);
  }

  #note(what: string): void {
    this.book.push({ at: this.#clock.monotonic() - this.#start, what });
  }

  #grant(what: string): number {
    this.#note(what);
    const { grants = [60] } = this.#rules;
    const grant = grants[Math.min(this.#renewals++, grants.length - 1)];
    if (typeof grant === 'number') return grant;
    throw new KeepmumError('LEASE_FAILED', 'cannot renew on paper: found no ink, expected some');
  }

  async #revoke(id: string, signal: AbortSignal): Promise<void> {
    this.#note(`revoke ${id}`);
    const isHanging = this.#rules.hangs === 'on-revoke' || (this.#rules.hangs === 'on-lease-revoke' && id !== 'login');
    if (isHanging) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    }
    if (this.#rules.denies?.includes(id)) {
      throw new KeepmumError('STORE_DENIED', `cannot revoke "${id}": permission denied, expected the right to`);
    }
  }
}
