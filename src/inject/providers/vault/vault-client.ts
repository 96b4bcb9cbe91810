import nodeVault from 'node-vault';
import { isRecord } from './json-shape.js';
import type { VaultCall, VaultReply } from './transport/vault-call.js';
import type { VaultTransport } from './transport/vault-transport.js';

interface Sent {
  readonly call: VaultCall;
  readonly signal: AbortSignal;
}

/** What node-vault hands to the function that sends: ours among what it adds itself. */
function sentOf(options: unknown): Sent & { readonly headers: Readonly<Record<string, string>> } {
  if (isRecord(options) && isRecord(options.headers) && isRecord(options.call)) {
    return options as unknown as Sent & { readonly headers: Readonly<Record<string, string>> };
  }
  throw new TypeError('node-vault left something out');
}

/**
 * node-vault over a transport of our own; docs/adr/0008-vault-client.md says what of it is used, and what is kept from
 * happening: it reads variables, prints what it sends when DEBUG is set, and knows no time limit.
 */
export class VaultClient {
  readonly #transport: VaultTransport;
  readonly #client: nodeVault.client;

  constructor(transport: VaultTransport, namespace: string | undefined) {
    this.#transport = transport;
    const send = async (options: unknown) => {
      const { call, signal, headers } = sentOf(options);
      const reply = await transport.send({ ...call, headers: { ...headers, ...call.headers } }, signal);
      // It takes nothing but 200 and 204 for a success, and hands on no more than the body: so the reply is the body.
      return { statusCode: 200, request: { path: call.path }, body: reply };
    };
    const options = {
      endpoint: 'http://chosen-by-the-transport.invalid',
      debug: () => undefined,
      'request-promise': { defaults: () => send },
    };
    this.#client = nodeVault(options as nodeVault.VaultOptions);
    // What it took from VAULT_TOKEN and VAULT_NAMESPACE by itself; a token goes along with each call instead.
    this.#client.token = '';
    Object.assign(this.#client, { namespace: namespace ?? '' });
  }

  /** @throws StoreFailure, HttpFailure, or the signal's reason */
  async call(call: VaultCall, signal: AbortSignal): Promise<VaultReply> {
    const options = { path: `/${call.path}`, method: call.method, call, signal };
    return (await this.#client.request(options)) as VaultReply;
  }

  close(): void {
    this.#transport.close();
  }
}
