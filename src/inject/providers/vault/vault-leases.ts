import type { Clock } from '../../../core/clock.js';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { HttpFailure } from '../../http/http-failure.js';
import type { Lease, Login } from '../lease.js';
import type { LeaseHolder } from '../provider.js';
import { countAt, isRecord, recordAt } from './json-shape.js';
import type { Session } from './login/log-in.js';
import { StoreFailure } from './transport/store-failure.js';
import type { VaultCall, VaultReply } from './transport/vault-call.js';
import { storeError } from './vault-error.js';
import type { VaultSession } from './vault-session.js';

const deniedOrFailed = ({ status }: StoreFailure) =>
  status === 403 ? 'STORE_DENIED' : status < 500 && status !== 429 ? 'LEASE_FAILED' : undefined;

/** What Vault has lent out: its token, and the leases taken with it. */
export class VaultLeases implements LeaseHolder {
  readonly #session: VaultSession;
  readonly #clock: Clock;

  constructor(session: VaultSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  login(): Login | undefined {
    return this.#session.current?.login;
  }

  async renewLogin(seconds: number, signal: AbortSignal): Promise<Login> {
    const session = await this.#session.open(signal);
    if (session.tokenKind !== 'service') throw notRenewable(session);
    const grantedAt = this.#clock.monotonic();
    const reply = await this.#ask('renew the login', 'auth/token/renew-self', { increment: whole(seconds) }, signal);
    const auth = recordAt(reply.body, 'auth');
    const granted = countAt(auth, 'lease_duration');
    const { seconds: _, ...rest } = session.login;
    // Nought: it does not end.
    const span = granted === undefined || granted === 0 ? {} : { seconds: granted };
    const login: Login = { ...rest, ...span, grantedAt, renewable: auth.renewable === true };
    this.#session.replace({ ...session, login });
    return login;
  }

  async revokeLogin(signal: AbortSignal): Promise<void> {
    const session = this.#session.current;
    if (session === undefined || session.login.origin === 'given') return;
    // A batch token is not kept by the store: it cannot be revoked, and ends by itself.
    if (session.tokenKind === 'service') await this.#revokeSelf(signal);
    this.#session.replace(undefined);
  }

  /** When an answer was lost, a token that is refused from then on is one that has been revoked. */
  async #revokeSelf(signal: AbortSignal): Promise<void> {
    const call = { method: 'POST', path: 'auth/token/revoke-self', body: {} } as const;
    const doing = 'revoke the login';
    try {
      await this.#session.ask({ ...call, safety: 'once' }, signal);
    } catch (failure) {
      if (!mayBeDone(failure)) throw storeError(doing, failure, deniedOrFailed);
      await this.#session.ask({ ...call, safety: 'repeatable' }, signal).catch((again: unknown) => {
        if (!(again instanceof StoreFailure) || again.status !== 403) throw storeError(doing, again, deniedOrFailed);
      });
    }
  }

  async renew(lease: Lease, seconds: number, signal: AbortSignal): Promise<Lease> {
    const grantedAt = this.#clock.monotonic();
    const body = { lease_id: lease.id, increment: whole(seconds) };
    const reply = await this.#ask(`renew the lease "${lease.id}"`, 'sys/leases/renew', body, signal);
    const answer = isRecord(reply.body) ? reply.body : {};
    const renewed = countAt(answer, 'lease_duration') ?? 0;
    return { id: lease.id, seconds: renewed, grantedAt, renewable: answer.renewable === true };
  }

  async revoke({ id }: Pick<Lease, 'id'>, signal: AbortSignal): Promise<void> {
    // With `sync` the store answers when the engine has done it: the database user is gone.
    await this.#ask(`revoke the lease "${id}"`, 'sys/leases/revoke', { lease_id: id, sync: true }, signal);
  }

  async revokeAccessor(accessor: string, signal: AbortSignal): Promise<void> {
    await this.#ask(`revoke the login "${accessor}"`, 'auth/token/revoke-accessor', { accessor }, signal);
  }

  async #ask(
    doing: string,
    path: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<VaultReply> {
    const call: VaultCall = { method: 'POST', path, body, safety: 'repeatable' };
    try {
      return await this.#session.ask(call, signal);
    } catch (failure) {
      throw storeError(doing, failure, deniedOrFailed);
    }
  }
}

/** Neither a lost answer nor an error of the store's own tells whether it acted. */
function mayBeDone(failure: unknown): boolean {
  if (failure instanceof HttpFailure) return failure.sent === 'maybe';
  return failure instanceof StoreFailure && failure.status >= 500;
}

const whole = (seconds: number): number => Math.ceil(seconds);

function notRenewable({ tokenKind }: Session): KeepmumError {
  const kind = tokenKind === 'batch' ? 'its token is a batch token, which cannot be renewed' : 'it leaves no token';
  return new KeepmumError('LEASE_FAILED', `cannot renew the login: ${kind}`, {
    hints: ['let the role give out service tokens (token_type), or tokens that live long enough (token_ttl)'],
  });
}
