import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { HttpClient } from '../../http/http-client.js';
import { isExpired, isRegional } from './aws-error.js';
import type { AwsSettings } from './aws-settings.js';
import { httpHandler } from './http-handler.js';
import { type AskIdentity, obtainKeys, type SessionKeys } from './role-keys.js';

/** Keys that end sooner than this are got anew. */
const SPARE_MILLISECONDS = 60_000;
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const isFresh = ({ expiration }: SessionKeys): boolean =>
  expiration === undefined || expiration.getTime() - Date.now() > SPARE_MILLISECONDS;

/** One login to AWS, which all its services share, and a client for each service and region. */
export class AwsSession {
  readonly #settings: AwsSettings;
  readonly #askIdentity: AskIdentity;
  readonly #http: HttpClient;
  readonly #clients = new Map<string, SecretsManagerClient | SSMClient>();
  #keys: Promise<SessionKeys> | undefined;
  /** Of the latest read: the SDK asks for keys without saying for which. */
  #signal = new AbortController().signal;

  constructor(settings: AwsSettings, askIdentity: AskIdentity) {
    this.#settings = settings;
    this.#askIdentity = askIdentity;
    this.#http = new HttpClient(settings.http);
  }

  /**
   * @returns keys that are good for a while
   * @throws KeepmumError `LOGIN_FAILED`
   */
  logIn(signal: AbortSignal): Promise<SessionKeys> {
    this.#signal = signal;
    const tools = { askIdentity: this.#askIdentity, requestHandler: this.#requestHandler() };
    const obtain = (): Promise<SessionKeys> => obtainKeys(this.#settings, tools, signal);
    // Stores that ask at the same time share one login.
    this.#keys =
      this.#keys === undefined ? obtain() : this.#keys.then((known) => (isFresh(known) ? known : obtain()), obtain);
    return this.#keys;
  }

  /** @param region the settings' if absent */
  secretsManager(region: string | undefined): SecretsManagerClient {
    const name = `secretsmanager ${region}`;
    const known = this.#clients.get(name);
    if (known instanceof SecretsManagerClient) return known;
    const { endpoints } = this.#settings;
    const client = new SecretsManagerClient(this.#configuration(region, endpoints.secretsmanager));
    this.#clients.set(name, client);
    return client;
  }

  /** @param region the settings' if absent */
  ssm(region: string | undefined): SSMClient {
    const name = `ssm ${region}`;
    const known = this.#clients.get(name);
    if (known instanceof SSMClient) return known;
    const client = new SSMClient(this.#configuration(region, this.#settings.endpoints.ssm));
    this.#clients.set(name, client);
    return client;
  }

  /**
   * Does something in the first of these regions, once more with new keys if the keys have ended; where a region fails
   * for reasons of its own, in the next one.
   *
   * @throws the first region's error
   */
  async inRegions<Result>(
    [region, ...others]: readonly (string | undefined)[],
    run: (region: string | undefined) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    try {
      return await this.#withFreshKeys(() => run(region), signal);
    } catch (error) {
      for (const other of isRegional(error) ? others : []) {
        signal.throwIfAborted();
        try {
          return await run(other);
        } catch {
          // The first region's reason is the one to tell: it is where the secret is at home.
        }
      }
      throw error;
    }
  }

  /** The region, and those that hold replicas. */
  withReplicas(region: string | undefined): readonly (string | undefined)[] {
    const home = region ?? this.#settings.region;
    return [region, ...this.#settings.replicas.filter((replica) => replica !== home)];
  }

  close(): void {
    this.#dropClients();
    this.#http.close();
  }

  async #withFreshKeys<Result>(run: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      if (!isExpired(error)) throw error;
      this.#keys = undefined;
      this.#dropClients();
      await this.logIn(signal);
      return run();
    }
  }

  #dropClients(): void {
    for (const client of this.#clients.values()) client.destroy();
    this.#clients.clear();
  }

  #requestHandler(): ReturnType<typeof httpHandler> {
    return httpHandler(this.#http, this.#settings.attemptWithin);
  }

  #configuration(region: string | undefined, endpoint: string | undefined) {
    const { base, attempts } = this.#settings;
    const wanted = region ?? this.#settings.region;
    return {
      // Its region counts where nothing else says one.
      ...(base.kind === 'chain' && base.profile !== undefined && { profile: base.profile }),
      credentials: () => this.logIn(this.#signal),
      requestHandler: this.#requestHandler(),
      maxAttempts: attempts,
      logger: SILENT,
      ...(wanted !== undefined && { region: wanted }),
      ...(endpoint !== undefined && { endpoint }),
    };
  }
}
