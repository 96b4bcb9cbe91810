import type { Clock } from '../../../../core/clock.js';
import type { HttpClient, HttpRequest } from '../../../http/http-client.js';
import { HttpFailure } from '../../../http/http-failure.js';
import { readAnswer } from './read-answer.js';
import { redirectOf } from './redirect.js';
import type { VaultCall, VaultReply } from './vault-call.js';

const MOST_REDIRECTS = 3;
const HEALTH: VaultCall = {
  method: 'GET',
  path: 'sys/health',
  query: { standbyok: 'true', perfstandbyok: 'true' },
  safety: 'read',
};

/** What one exchange goes over. */
export interface Line {
  readonly http: HttpClient;
  /** All addresses of the store. */
  readonly named: readonly string[];
  /** Milliseconds. */
  readonly within: number;
  readonly clock: Clock;
}

const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** `unix:///run/bao.sock` is a socket; requests over it need some host, and the name is not looked up. */
function placeOf(address: string): { readonly base: string; readonly socketPath?: string } {
  const [, socketPath] = /^unix:\/\/(\/.*)$/.exec(address) ?? [];
  return socketPath === undefined ? { base: address } : { base: 'http://localhost', socketPath };
}

function requestOf(address: string, call: VaultCall, index: string | undefined, within: number): HttpRequest {
  const { base, socketPath } = placeOf(address);
  const query = new URLSearchParams(call.query).toString();
  const url = new URL(`${base}/v1/${encodedPath(call.path)}${query === '' ? '' : `?${query}`}`);
  return {
    method: call.method,
    url,
    ...(socketPath !== undefined && { socketPath }),
    headers: {
      accept: 'application/json',
      // A listener in front of the store may ask for it, against requests that a page made a browser send.
      'x-vault-request': 'true',
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
      ...(call.token !== undefined && { 'x-vault-token': call.token }),
      ...(index !== undefined && { 'x-vault-index': index }),
      ...call.headers,
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    within,
    connection: call.safety === 'once' ? 'fresh' : 'kept',
  };
}

async function follow(request: HttpRequest, { http, named }: Line, signal: AbortSignal) {
  let current = request;
  for (let redirects = 0; ; redirects++) {
    const answer = await http.send(current, signal);
    const to = redirectOf(current.url, answer, named);
    if (to === undefined) return answer;
    if (redirects === MOST_REDIRECTS) throw new HttpFailure('redirect', 'it redirects without end', { sent: 'no' });
    const { socketPath, ...rest } = current;
    current = { ...rest, url: to };
  }
}

/**
 * Asks one address once, and follows where a standby sends it.
 *
 * @throws StoreFailure or HttpFailure, which name the address
 */
export async function sendTo(
  address: string,
  call: VaultCall,
  index: string | undefined,
  line: Line,
  signal: AbortSignal,
): Promise<VaultReply> {
  try {
    const answer = await follow(requestOf(address, call, index, line.within), line, signal);
    return readAnswer(call, answer, address, line.clock.wall());
  } catch (failure) {
    if (!(failure instanceof HttpFailure)) throw failure;
    const { kind, message, sent, hints, cause } = failure;
    throw new HttpFailure(kind, `"${address}": ${message}`, { sent, hints, cause });
  }
}

/** @throws StoreFailure or HttpFailure if the address cannot serve reads: sealed, not initialised, not there */
export async function expectHealthy(address: string, line: Line, signal: AbortSignal): Promise<void> {
  await sendTo(address, HEALTH, undefined, line, signal);
}
