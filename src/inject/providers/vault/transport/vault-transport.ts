import { hedge } from '../../../../core/hedge.js';
import { LatencyWindow } from '../../../../core/latency-window.js';
import { type RetryTools, retry, type Verdict } from '../../../../core/retry.js';
import { RetryBudget } from '../../../../core/retry-budget.js';
import { HttpClient } from '../../../http/http-client.js';
import { HttpFailure } from '../../../http/http-failure.js';
import type { VaultSettings } from '../vault-settings.js';
import { AddressPool, type PooledAddress } from './address-pool.js';
import { expectHealthy, sendTo } from './exchange-with.js';
import { blamesAddress, remedyFor } from './judge-failure.js';
import { StoreFailure } from './store-failure.js';
import type { VaultCall, VaultReply } from './vault-call.js';

const BACKOFF = { base: 250, cap: 5000 };
const BUDGET = { most: 20, earned: 0.2 };
/** Until it has been seen how long a read usually takes; milliseconds. */
const HEDGE_AT_FIRST = 1000;
/** A second request sooner than this costs more than it can bring; milliseconds. */
const HEDGE_AT_LEAST = 20;

/** Every address failed too often a moment ago. */
class Resting extends HttpFailure {}

/** Carries calls to a store of one or several addresses: waits, repeats, and goes elsewhere where that does no harm. */
export class VaultTransport {
  readonly #settings: VaultSettings;
  readonly #tools: RetryTools;
  readonly #http: HttpClient;
  readonly #pool: AddressPool;
  readonly #budget = new RetryBudget(BUDGET.most, BUDGET.earned);
  readonly #latencies = new LatencyWindow();
  /** The newest state of the store that an answer told of: what is read after has to be as new. */
  #index: string | undefined;

  constructor(settings: VaultSettings, tools: RetryTools) {
    this.#settings = settings;
    this.#tools = tools;
    this.#http = new HttpClient(settings.http);
    this.#pool = new AddressPool(settings.addresses, tools.clock);
  }

  /** @throws StoreFailure, HttpFailure, or the signal's reason */
  send(call: VaultCall, signal: AbortSignal): Promise<VaultReply> {
    const { retries, retryWithin } = this.#settings;
    const policy = { ...BACKOFF, attempts: retries + 1, within: retryWithin };
    return retry(
      () => this.#attempt(call, signal),
      (failure) => this.#judge(failure, call),
      policy,
      this.#tools,
      signal,
    );
  }

  close(): void {
    this.#http.close();
  }

  #judge(failure: unknown, { safety }: VaultCall): Verdict {
    // Waiting for an address that rests costs the store nothing.
    if (failure instanceof Resting) return { notBefore: this.#pool.rest };
    if (remedyFor(failure, safety) !== 'later' || !this.#budget.spend()) return 'give-up';
    return { notBefore: failure instanceof StoreFailure ? (failure.retryAfter ?? 0) : 0 };
  }

  #attempt(call: VaultCall, signal: AbortSignal): Promise<VaultReply> {
    if (call.safety !== 'read') return this.#sweep(call, 0, signal);
    const usual = this.#latencies.quantile(0.95) ?? HEDGE_AT_FIRST;
    const policy = { after: Math.max(HEDGE_AT_LEAST, usual), allowed: () => this.#budget.spend() };
    return hedge((number, either) => this.#sweep(call, number, either), policy, this.#tools.clock, signal);
  }

  /** Asks one address after the other until one answers. */
  async #sweep(call: VaultCall, from: number, signal: AbortSignal): Promise<VaultReply> {
    let last: unknown = this.#resting();
    for (const address of this.#pool.candidates(from)) {
      if (!address.breaker.admit()) continue;
      try {
        return await this.#ask(address, call, signal);
      } catch (failure) {
        signal.throwIfAborted();
        last = failure;
        if (remedyFor(failure, call.safety) === 'none') break;
      }
    }
    throw last;
  }

  async #ask(address: PooledAddress, call: VaultCall, signal: AbortSignal): Promise<VaultReply> {
    const { clock } = this.#tools;
    const line = { http: this.#http, named: this.#pool.texts, within: this.#settings.attemptWithin, clock };
    const started = clock.monotonic();
    try {
      if (address.breaker.state !== 'closed') await expectHealthy(address.text, line, signal);
      const reply = await sendTo(address.text, call, this.#index, line, signal);
      this.#pool.succeeded(address);
      this.#budget.succeeded();
      if (call.safety === 'read') this.#latencies.add(clock.monotonic() - started);
      const index = reply.headers['x-vault-index'];
      if (typeof index === 'string') this.#index = index;
      return reply;
    } catch (failure) {
      if (signal.aborted) address.breaker.abandoned();
      else if (blamesAddress(failure)) this.#pool.failed(address);
      else this.#pool.succeeded(address);
      throw failure;
    }
  }

  #resting(): Resting {
    const which = this.#pool.texts.map((text) => `"${text}"`).join(', ');
    return new Resting('refused', `${which} failed too often to be asked again right now`, { sent: 'no' });
  }
}
