import { KeepmumError } from '../../../../core/keepmum-error.js';
import type { Login } from '../../lease.js';
import { countAt, type JsonRecord, recordAt, textAt } from '../json-shape.js';
import { StoreFailure } from '../transport/store-failure.js';
import type { VaultReply } from '../transport/vault-call.js';
import { storeError } from '../vault-error.js';
import type { VaultSettings } from '../vault-settings.js';
import { explainRefusal } from './explain-refusal.js';
import { inlineHeaders } from './inline-headers.js';
import type { LoginPlan } from './login-call.js';
import { type LoginTools, planLogin } from './plan-login.js';

/** A login, and what goes along with each request because of it. */
export interface Session {
  readonly login: Login;
  readonly token?: string;
  /** `batch` tokens cannot be renewed or revoked; with `inline` there is none. */
  readonly tokenKind: 'service' | 'batch' | 'inline';
  readonly headers: Readonly<Record<string, string>>;
  /** What of the headers no message may show. */
  readonly hidden: readonly string[];
}

type Base = Pick<Login, 'method' | 'namespace' | 'address'>;

/** The token's end, whether the store says it as an answer to a login or to a question about the token. */
function spanOf(seconds: number | undefined): { readonly seconds?: number } {
  // Nought: a root token, or one that is renewed by use alone; it does not end.
  return seconds === undefined || seconds === 0 ? {} : { seconds };
}

function sessionFrom(reply: VaultReply, base: Base, claims: JsonRecord | undefined, grantedAt: number): Session {
  const auth = recordAt(reply.body, 'auth');
  const token = textAt(auth, 'client_token');
  if (token === undefined) {
    throw new KeepmumError('LOGIN_FAILED', `cannot log in with ${base.method}: no token came back, expected one`);
  }
  const accessor = textAt(auth, 'accessor');
  const login: Login = {
    ...base,
    ...(accessor !== undefined && { accessor }),
    origin: 'made',
    ...spanOf(countAt(auth, 'lease_duration')),
    grantedAt,
    renewable: auth.renewable === true,
    ...(claims !== undefined && { claims }),
  };
  return { login, token, tokenKind: auth.token_type === 'batch' ? 'batch' : 'service', headers: {}, hidden: [] };
}

/** A token that was given may not be allowed to look at itself: then nothing is known of it, and it is used all the same. */
async function sessionOfGiven(token: string, base: Base, tools: LoginTools, signal: AbortSignal): Promise<Session> {
  const grantedAt = tools.clock.monotonic();
  const call = { method: 'GET', path: 'auth/token/lookup-self', token, safety: 'read' } as const;
  const data: JsonRecord = await tools.client.call(call, signal).then(
    ({ body }) => recordAt(body, 'data'),
    (failure: unknown) => {
      if (failure instanceof StoreFailure && failure.status === 403) return {};
      throw storeError('log in with a token', failure, ({ status }) => (saysNo(status) ? 'LOGIN_FAILED' : undefined));
    },
  );
  const accessor = textAt(data, 'accessor');
  const login: Login = {
    ...base,
    ...(accessor !== undefined && { accessor }),
    origin: 'given',
    ...spanOf(countAt(data, 'ttl')),
    grantedAt,
    renewable: data.renewable === true,
  };
  return { login, token, tokenKind: textAt(data, 'type') === 'batch' ? 'batch' : 'service', headers: {}, hidden: [] };
}

/** A secret id that is none is answered with 500 by some versions, and words; no words, and the store has failed. */
const saysNo = (status: number): boolean => status >= 400 && status < 500 && ![412, 429, 472, 473].includes(status);

async function refusalOf(
  settings: VaultSettings,
  plan: Extract<LoginPlan, { kind: 'request' }>,
  failure: unknown,
  { client }: LoginTools,
  signal: AbortSignal,
): Promise<unknown> {
  const { method } = settings.login;
  const isRefused = ({ status, said }: StoreFailure) => saysNo(status) || (status === 500 && said.length > 0);
  const error = storeError(`log in with ${method}`, failure, (one) => (isRefused(one) ? 'LOGIN_FAILED' : undefined));
  if (!(error instanceof KeepmumError) || error.code !== 'LOGIN_FAILED' || signal.aborted) return error;
  const hints = await explainRefusal(settings.login, plan.claims ?? {}, client, signal);
  return new KeepmumError('LOGIN_FAILED', error.message, { hints, cause: error });
}

/**
 * Logs in. The request is sent again only if the store surely did not see it: a secret id may be good for one use.
 *
 * @throws KeepmumError `LOGIN_FAILED`, with what an identity token claims if it was refused; `STORE_UNREACHABLE`, …
 */
export async function logIn(settings: VaultSettings, tools: LoginTools, signal: AbortSignal): Promise<Session> {
  const { login, namespace, addresses } = settings;
  const base: Base = {
    address: addresses[0] ?? '',
    method: login.method,
    ...(namespace !== undefined && { namespace }),
  };
  const plan = await planLogin(login, tools, signal);
  if (plan.kind === 'token') return sessionOfGiven(plan.token.send(), base, tools, signal);
  if (settings.loginForm === 'inline') {
    const made: Login = { ...base, method: `${login.method} inline`, origin: 'made', grantedAt: 0, renewable: false };
    const told = plan.claims === undefined ? made : { ...made, claims: plan.claims };
    return {
      login: told,
      tokenKind: 'inline',
      headers: inlineHeaders(plan.path, plan.parameters, namespace),
      hidden: Object.values(plan.parameters),
    };
  }
  const grantedAt = tools.clock.monotonic();
  const call = { method: 'POST', path: plan.path, body: plan.parameters, safety: 'once' } as const;
  try {
    return sessionFrom(await tools.client.call(call, signal), base, plan.claims, grantedAt);
  } catch (failure) {
    throw await refusalOf(settings, plan, failure, tools, signal);
  }
}
