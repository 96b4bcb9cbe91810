import { Readable } from 'node:stream';
import type { HttpClient } from '../../http/http-client.js';
import { HttpFailure } from '../../http/http-failure.js';
import { BrokenExchange } from './broken-exchange.js';

/** What the SDK asks a handler for. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

function urlOf({ protocol, hostname, port, path, query }: SdkRequest): URL {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value].flat()) url.searchParams.append(name, String(one ?? ''));
  }
  return url;
}

function bodyOf(body: unknown): string | undefined {
  // Its own toString() is for the SDK only, and complains.
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return typeof body === 'string' ? body : undefined;
}

/** Lets the SDK speak through our client: with the proxies, the certificates and the limits that all stores have. */
export function httpHandler(http: HttpClient, within: number) {
  return {
    async handle(
      request: SdkRequest,
      { abortSignal }: { abortSignal?: unknown } = {},
    ): Promise<{ response: SdkResponse }> {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
      const body = bodyOf(request.body);
      const { method, headers } = request;
      const wanted = {
        method,
        url: urlOf(request),
        headers,
        within,
        connection: 'kept',
        ...(body !== undefined && { body }),
      } as const;
      try {
        const answer = await http.send(wanted, signal);
        const said = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
        return {
          response: {
            statusCode: answer.status,
            headers: Object.fromEntries(said),
            body: Readable.from([Buffer.from(answer.body)]),
          },
        };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof HttpFailure ? new BrokenExchange(wanted.url.host, error) : error;
      }
    },
    // The SDK asks for these two when it is given a handler; there is nothing that it could set.
    updateHttpClientConfig(): void {},
    httpHandlerConfigs: () => ({}),
  };
}
