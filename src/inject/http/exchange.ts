import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { explainFailure } from './explain-failure.js';
import type { HttpAnswer, HttpRequest } from './http-client.js';
import { HttpFailure } from './http-failure.js';

/** What carries one exchange. */
export interface Carriage {
  readonly agent: http.Agent;
  /** The proxy that passes on requests without TLS. */
  readonly forwarded: URL | undefined;
  readonly connectWithin: number;
  readonly largestAnswer: number;
}

function open(request: HttpRequest, { agent, forwarded }: Carriage): ClientRequest {
  const { method, url, socketPath, headers, body } = request;
  const send = url.protocol === 'https:' ? https.request : http.request;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const place =
    socketPath !== undefined
      ? { socketPath, path: `${url.pathname}${url.search}` }
      : forwarded === undefined
        ? { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path: `${url.pathname}${url.search}` }
        : { host: forwarded.hostname, port: forwarded.port || '80', path: url.href };
  return send({ ...place, method, agent, headers: { host: url.host, ...headers, ...length } });
}

/** Calls back once the request may have left this machine. */
function onConnected(request: ClientRequest, secure: boolean, connected: () => void): void {
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket) connected();
    else socket.once(secure ? 'secureConnect' : 'connect', connected);
  });
}

async function readBody(answer: IncomingMessage, largest: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      throw new HttpFailure('too-large', `the answer is longer than ${largest} bytes`, { sent: 'maybe' });
    }
    chunks.push(chunk);
  }
  if (!answer.complete) throw new HttpFailure('cut', 'the answer broke off', { sent: 'maybe' });
  return Buffer.concat(chunks).toString('utf8');
}

/** One request and its whole answer, in time. */
export function exchange(request: HttpRequest, carriage: Carriage, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let sent: 'no' | 'maybe' = 'no';
    const message = open(request, carriage);
    const timers = [
      setTimeout(
        () => end(new HttpFailure('timeout', `no whole answer in ${request.within} ms`, { sent })),
        request.within,
      ),
    ];
    if (carriage.connectWithin < request.within) {
      const late = () => {
        if (sent === 'no') end(new HttpFailure('timeout', `no connection in ${carriage.connectWithin} ms`, { sent }));
      };
      timers.push(setTimeout(late, carriage.connectWithin));
    }
    const abort = () => end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const settle = () => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const end = (reason: unknown) => {
      settle();
      reject(signal.aborted ? signal.reason : explainFailure(reason, sent));
      message.destroy();
    };
    onConnected(message, request.url.protocol === 'https:', () => {
      sent = 'maybe';
    });
    message.on('error', end);
    message.once('response', (answer) => {
      readBody(answer, carriage.largestAnswer).then((body) => {
        settle();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      }, end);
    });
    message.end(request.body);
  });
}
