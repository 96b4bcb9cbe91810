import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { exchange } from './exchange.js';
import type { HttpSettings } from './http-settings.js';
import { proxyFor } from './proxy-choice.js';
import { tlsOptions } from './tls-options.js';
import { proxyHeaders, TunnelAgent } from './tunnel.js';

/** One request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** Path of a unix socket to send it over, whatever the host says. */
  readonly socketPath?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for all of it, the answer's body included. */
  readonly within: number;
  /** `fresh`: over a connection that the other side cannot be about to close. */
  readonly connection: 'kept' | 'fresh';
}

/** One answer, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Scheme = 'http' | 'https';

/** Speaks HTTP with what the settings trust. Follows no redirect and repeats nothing. */
export class HttpClient {
  readonly #settings: HttpSettings;
  readonly #agents = new Map<string, http.Agent>();

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  /** @throws HttpFailure, or the signal's reason */
  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const { url, socketPath } = request;
    const scheme: Scheme = url.protocol === 'https:' ? 'https' : 'http';
    const proxy = socketPath === undefined ? proxyFor(url, this.#settings.proxy) : undefined;
    const agent = this.#agent(scheme, request.connection, scheme === 'https' ? proxy : undefined);
    // Without TLS a proxy is told the whole address and passes the request on.
    const forwarded = scheme === 'http' ? proxy : undefined;
    const target =
      forwarded === undefined ? request : { ...request, headers: { ...request.headers, ...proxyHeaders(forwarded) } };
    return exchange(target, { agent, forwarded, ...this.#settings }, signal);
  }

  /** Lets go of connections that are kept. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #agent(scheme: Scheme, connection: HttpRequest['connection'], proxy: URL | undefined): http.Agent {
    const key = [scheme, connection, proxy?.href ?? ''].join(' ');
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const made = this.#makeAgent(scheme, { keepAlive: connection === 'kept' }, proxy);
    this.#agents.set(key, made);
    return made;
  }

  #makeAgent(scheme: Scheme, options: http.AgentOptions, proxy: URL | undefined): http.Agent {
    if (scheme === 'http') return new http.Agent(options);
    const secured = { ...options, ...tlsOptions(this.#settings.tls) };
    return proxy === undefined
      ? new https.Agent(secured)
      : new TunnelAgent(proxy, this.#settings.connectWithin, secured);
  }
}
