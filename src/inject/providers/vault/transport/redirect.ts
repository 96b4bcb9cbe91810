import type { HttpAnswer } from '../../../http/http-client.js';
import { HttpFailure } from '../../../http/http-failure.js';

const KEEPING_METHOD = new Set([307, 308]);

function refusal(found: string): HttpFailure {
  return new HttpFailure('redirect', found, { sent: 'no', hints: ['name the address of the active node itself'] });
}

/**
 * Where a standby sends the request, or `undefined` if the answer is no such redirect. The request goes there with its
 * token and body, so it has to be a place that may have them: TLS, the same host, or an address that the user named.
 *
 * @throws HttpFailure if it is none
 */
export function redirectOf(from: URL, answer: HttpAnswer, named: readonly string[]): URL | undefined {
  if (!KEEPING_METHOD.has(answer.status)) return undefined;
  const { location } = answer.headers;
  if (location === undefined || !URL.canParse(location, from.href)) throw refusal('it redirects to no address');
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw refusal(`it redirects to "${to.protocol}"`);
  const isNamed = named.some((address) => URL.canParse(address) && new URL(address).origin === to.origin);
  const isSecret = to.protocol === 'https:' || (from.protocol === 'http:' && to.hostname === from.hostname);
  if (isNamed || isSecret) return to;
  throw refusal(`it redirects to "${to.origin}", which a token may not be sent to without TLS`);
}
