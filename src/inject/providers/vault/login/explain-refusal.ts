import { readCredential } from '../../../credential.js';
import type { JsonRecord } from '../json-shape.js';
import { isRecord, recordAt } from '../json-shape.js';
import type { VaultClient } from '../vault-client.js';
import type { VaultLogin } from '../vault-settings.js';

type IdentityLogin = Extract<VaultLogin, { method: 'jwt' | 'kubernetes' }>;

const LONGEST = 200;
/** First what most refusals are about. */
const FIRST = ['iss', 'aud', 'sub', 'ref', 'environment', 'repository', 'project_path'];
const SECONDS_OF_DAY = new Set(['exp', 'iat', 'nbf']);

function shown(name: string, value: unknown): string {
  const text =
    SECONDS_OF_DAY.has(name) && typeof value === 'number' && Number.isSafeInteger(value)
      ? new Date(value * 1000).toISOString()
      : JSON.stringify(value);
  return `${name} = ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
}

/** What a token claims, a line each. */
function claimLines(claims: JsonRecord): readonly string[] {
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return Object.entries(claims)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => `the token claims ${shown(name, value)}`);
}

const isSet = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What the role expects, if there is someone who may read it. */
async function roleLines(login: IdentityLogin, client: VaultClient, signal: AbortSignal): Promise<readonly string[]> {
  const { explainWith, role, mount } = login;
  if (explainWith === undefined || role === undefined) return [];
  try {
    const token = readCredential(explainWith, 'the token').send();
    const path = `auth/${mount}/role/${role}`;
    const reply = await client.call({ method: 'GET', path, token, safety: 'read' }, signal);
    return Object.entries(recordAt(reply.body, 'data'))
      .filter(([name, value]) => name.startsWith('bound_') && isSet(value))
      .filter(([, value]) => !isRecord(value) || Object.keys(value).length > 0)
      .map(([name, value]) => `the role "${role}" expects ${shown(name, value)}`);
  } catch {
    // The refusal is the error to tell, not that it cannot be explained.
    return [];
  }
}

/** The two sides of a refused identity, for the hints of the error; never the token. */
export async function explainRefusal(
  login: VaultLogin,
  claims: JsonRecord,
  client: VaultClient,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (login.method !== 'jwt' && login.method !== 'kubernetes') return [];
  const lines = [...claimLines(claims), ...(await roleLines(login, client, signal))];
  return lines.length === 0 ? ['what was sent is no JSON web token'] : lines;
}
