import { Readable } from 'node:stream';
import type { HttpClient } from '../../http/http-client.js';

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

/** An error that the SDK tries again; what happened is its cause. */
class TimeoutError extends Error {
  constructor(cause: unknown) {
    super('the exchange broke', { cause });
    this.name = 'TimeoutError';
  }
}

function urlOf({ protocol, hostname, port, path, query }: SdkRequest): URL {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value].flat()) url.searchParams.append(name, String(one ?? ''));
  }
  return url;
}

function bodyOf(body: unknown): string | undefined {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
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
        throw new TimeoutError(error);
      }
    },
    // The SDK asks for these two when it is given a handler; there is nothing that it could set.
    updateHttpClientConfig(): void {},
    httpHandlerConfigs: () => ({}),
  };
}
