import { createServer, type ServerResponse } from 'node:http';
import { type Loopback, portOf, type Received } from './loopback.js';

/** What a store, or the network before it, may do to a request. */
export type Fault =
  /** Hands it to the real server behind. */
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** JSON, or a text as it is. */
      readonly body?: unknown;
    }
  /** Milliseconds, and then something else. */
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly next: Fault }
  /** The connection is reset before an answer: `unseen`, or after the server behind has done it: `done`. */
  | { readonly kind: 'reset'; readonly request: 'unseen' | 'done' }
  /** Half of the body that was promised, then the connection ends. */
  | { readonly kind: 'half-body'; readonly body: unknown }
  /** One byte of the headers in so many milliseconds. */
  | { readonly kind: 'slow-headers'; readonly every: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'no-http' }
  /** A body of so many bytes. */
  | { readonly kind: 'flood'; readonly bytes: number };

/** Which fault a request meets; `number` counts all of them from 0. */
export type Decide = (request: Received, number: number) => Fault;

export interface FaultServer extends Loopback {
  /** From the next request on. */
  decide(decide: Decide): void;
  /** Nothing listens any more, and what was connected is cut. */
  vanish(): Promise<void>;
  /** Listens again, where it did. */
  comeBack(): Promise<void>;
}

export const answer = (status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'answer',
  status,
  body,
  headers,
});
export const PASS: Fault = { kind: 'pass' };
/** In Vault's own form. */
export const refuse = (status: number, ...errors: readonly string[]): Fault => answer(status, { errors });
/** Each fault once, then the last for ever. */
export const inTurn =
  (...faults: readonly Fault[]): Decide =>
  (_, number) => {
    const fault = faults[Math.min(number, faults.length - 1)];
    if (fault === undefined) throw new Error('no fault given');
    return fault;
  };

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? {}));

async function askBehind(behind: string, { method, path, headers, body }: Received): Promise<Response> {
  const kept = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
  const carries = method !== 'GET' && method !== 'HEAD';
  return fetch(`${behind}${path}`, {
    method,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    redirect: 'manual',
    ...(carries && body !== '' && { body }),
  });
}

async function pass(behind: string, request: Received, response: ServerResponse): Promise<void> {
  const upstream = await askBehind(behind, request);
  const text = await upstream.text();
  response.writeHead(upstream.status, { 'content-type': upstream.headers.get('content-type') ?? 'application/json' });
  response.end(text);
}

function dribble(response: ServerResponse, every: number): void {
  const bytes = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
  let sent = 0;
  const timer = setInterval(() => {
    if (response.socket === null || response.socket.destroyed || sent === bytes.length) return clearInterval(timer);
    response.socket.write(bytes[sent++] ?? '');
  }, every);
}

async function commit(fault: Fault, request: Received, response: ServerResponse, behind: string): Promise<void> {
  switch (fault.kind) {
    case 'pass':
      return pass(behind, request, response);
    case 'answer':
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(fault.body === undefined ? '' : textOf(fault.body));
      return;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return commit(fault.next, request, response, behind);
    case 'reset':
      if (fault.request === 'done') await (await askBehind(behind, request)).arrayBuffer();
      response.socket?.resetAndDestroy();
      return;
    case 'half-body': {
      const text = textOf(fault.body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
      response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
      return;
    }
    case 'slow-headers':
      return dribble(response, fault.every);
    case 'silence':
      return;
    case 'no-http':
      response.socket?.end('this is no HTTP\r\n\r\n');
      return;
    case 'flood':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`"${'x'.repeat(fault.bytes)}"`);
  }
}

/**
 * A server on loopback that fails as it is told, alone or in front of a real one. For faults only: what a store answers
 * when all is well is asked of a real store.
 *
 * @param behind address of the real server that `pass` and `reset` after it is done hand requests to
 */
export async function startFaultServer(decide: Decide, behind = ''): Promise<FaultServer> {
  const received: Received[] = [];
  let current = decide;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    const got = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(got);
    await commit(current(got, received.length - 1), got, response, behind).catch(() => response.socket?.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const port = portOf(server);
  const vanish = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    address: `http://127.0.0.1:${port}`,
    received,
    decide: (next) => {
      current = next;
    },
    vanish,
    comeBack: () => listen(port),
    close: vanish,
  };
}
