import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls, { type ConnectionOptions } from 'node:tls';
import { explainFailure } from './explain-failure.js';
import { HttpFailure } from './http-failure.js';

/** The headers that prove to a proxy who we are; its address holds name and password. */
export function proxyHeaders(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '') return {};
  const who = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(who).toString('base64')}` };
}

function refusal(status: number | undefined): HttpFailure {
  const found = status === 407 ? 'the proxy asks for a name and password' : `the proxy refuses with ${status}`;
  return new HttpFailure('proxy', found, { sent: 'no' });
}

function connectThrough(proxy: URL, authority: string, within: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? https : http).request({
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      timeout: within,
      headers: { host: authority, ...proxyHeaders(proxy) },
    });
    const fail = (failure: HttpFailure) => {
      request.destroy();
      reject(failure);
    };
    request.once('timeout', () => fail(new HttpFailure('proxy', 'the proxy does not answer in time', { sent: 'no' })));
    request.once('error', (error) =>
      fail(new HttpFailure('proxy', `the proxy: ${explainFailure(error, 'no').message}`, { sent: 'no', cause: error })),
    );
    request.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(refusal(statusCode));
    });
    request.once('response', ({ statusCode }) => fail(refusal(statusCode)));
    request.end();
  });
}

/** Connections of TLS through a proxy that sees only where they go. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL;
  readonly #within: number;

  /** @param within milliseconds for the proxy's answer */
  constructor(proxy: URL, within: number, options: https.AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#within = within;
  }

  override createConnection(
    options: ConnectionOptions & { host?: string; port?: number },
    done: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const { host = '', port = 443 } = options;
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    connectThrough(this.#proxy, authority, this.#within).then(
      (socket) => done(null, tls.connect({ ...options, socket })),
      (error: Error) => done(error, undefined as never),
    );
  }
}
