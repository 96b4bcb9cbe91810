import type { RetryTools } from '../../../core/retry.js';
import { HttpClient } from '../../http/http-client.js';
import { logIn, type Session } from './login/log-in.js';
import type { VaultCall, VaultReply } from './transport/vault-call.js';
import { VaultTransport } from './transport/vault-transport.js';
import { VaultClient } from './vault-client.js';
import type { VaultSettings } from './vault-settings.js';

/** One store, and the login there that all questions share: made at the first that needs it. */
export class VaultSession {
  readonly client: VaultClient;
  readonly #settings: VaultSettings;
  readonly #tools: RetryTools;
  readonly #http: HttpClient;
  #opening: Promise<Session> | undefined;
  #current: Session | undefined;

  constructor(settings: VaultSettings, tools: RetryTools) {
    this.#settings = settings;
    this.#tools = tools;
    // What a CI's token service is asked with trusts the system's roots, not the store's authority.
    this.#http = new HttpClient({ ...settings.http, tls: { verify: 'always' } });
    this.client = new VaultClient(new VaultTransport(settings, tools), settings.namespace);
  }

  get current(): Session | undefined {
    return this.#current;
  }

  /** @throws KeepmumError if the login fails; the next call tries anew */
  async open(signal: AbortSignal): Promise<Session> {
    this.#opening ??= logIn(this.#settings, { ...this.#tools, client: this.client, http: this.#http }, signal);
    try {
      this.#current ??= await this.#opening;
      return this.#current;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  /** Asks with the login. @throws StoreFailure, HttpFailure, KeepmumError, or the signal's reason */
  async ask(call: VaultCall, signal: AbortSignal): Promise<VaultReply> {
    const { token, headers, hidden } = await this.open(signal);
    return this.client.call({ ...call, ...(token !== undefined && { token }), headers, hidden }, signal);
  }

  /** Takes the login's new state, after a renewal or its end. */
  replace(session: Session | undefined): void {
    this.#current = session;
    if (session === undefined) this.#opening = undefined;
  }

  close(): void {
    this.client.close();
    this.#http.close();
  }
}
