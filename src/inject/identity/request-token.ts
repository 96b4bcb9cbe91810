import { KeepmumError } from '../../core/keepmum-error.js';
import { type RetryTools, retry, type Verdict } from '../../core/retry.js';
import type { HttpClient, HttpRequest } from '../http/http-client.js';
import { HttpFailure } from '../http/http-failure.js';

const POLICY = { attempts: 5, base: 500, cap: 5000, within: 30_000 };
const ATTEMPT_WITHIN = 10_000;

/** What asking for tokens needs. */
export interface IdentityTools extends RetryTools {
  readonly http: HttpClient;
}

class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

function judge(error: unknown): Verdict {
  if (error instanceof Refused) return error.status === 429 || error.status >= 500 ? { notBefore: 0 } : 'give-up';
  return error instanceof HttpFailure && error.kind !== 'setup' && error.kind !== 'tls' ? { notBefore: 0 } : 'give-up';
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return `it answered with status ${error.status}`;
  return error instanceof HttpFailure ? error.message : 'it failed';
}

/**
 * Asks a CI's token service, patiently: those of busy hours answer late.
 *
 * @param member of the JSON object that comes back, which holds the token
 * @throws KeepmumError `LOGIN_FAILED`
 */
export async function requestToken(
  service: string,
  request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>,
  member: string,
  tools: IdentityTools,
  signal: AbortSignal,
): Promise<string> {
  const attempt = async () => {
    const answer = await tools.http.send({ ...request, within: ATTEMPT_WITHIN, connection: 'fresh' }, signal);
    if (answer.status !== 200) throw new Refused(answer.status);
    return answer.body;
  };
  try {
    return tokenIn(await retry(attempt, judge, POLICY, tools, signal), member, service);
  } catch (error) {
    if (error instanceof KeepmumError || signal.aborted) throw error;
    const hints = error instanceof Refused ? ['is the job allowed to ask for identity tokens?'] : [];
    const message = `cannot get an identity token from ${service} at "${request.url.host}": ${reasonOf(error)}`;
    throw new KeepmumError('LOGIN_FAILED', message, { hints, cause: error });
  }
}

function tokenIn(body: string, member: string, service: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    // Falls through to the error below; the text may hold a token.
  }
  const token = typeof answer === 'object' && answer !== null ? Object.entries(answer) : [];
  const value: unknown = token.find(([name]) => name === member)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new KeepmumError('LOGIN_FAILED', `cannot get an identity token from ${service}: no token in its answer`);
}
