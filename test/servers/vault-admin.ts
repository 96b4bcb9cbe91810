import { randomBytes } from 'node:crypto';
import { serverVariable } from './server-address.js';

export type Json = Readonly<Record<string, unknown>>;

/** A name that no other test has. */
const uniqueName = (what: string): string => `${what}-${randomBytes(6).toString('hex')}`;

/** Sets the real Vault up with its root token, by plain HTTP. */
export async function asAdmin(
  method: string,
  path: string,
  body?: Json,
  place: { readonly address?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const send = async () => {
    const answer = await fetch(`${place.address ?? serverVariable('TEST_VAULT_ADDR')}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': serverVariable('TEST_VAULT_TOKEN'), ...place.headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  let { status, text } = await send();
  // A mount of KV version 2 is set up in the background.
  while (status === 400 && text.includes('Upgrading from non-versioned')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ status, text } = await send());
  }
  const parsed = text === '' ? {} : JSON.parse(text);
  if (status >= 400 && !(method === 'GET' && status === 404)) {
    throw new Error(`${method} ${path}: ${status} ${text}`);
  }
  return { status, body: parsed };
}

/** A value inside JSON, as text. */
export function pick(json: unknown, ...keys: readonly string[]): string {
  const found = keys.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], json);
  if (typeof found !== 'string') throw new Error(`no text at ${keys.join('.')}`);
  return found;
}

/** Mounts an engine under a name of its own. */
export async function mountEngine(type: string, options: Json = {}): Promise<string> {
  const mount = uniqueName(type);
  await asAdmin('POST', `sys/mounts/${mount}`, { type, ...options });
  return mount;
}

/** Mounts a login method under a name of its own. */
export async function mountLogin(type: string): Promise<string> {
  const mount = uniqueName(type);
  await asAdmin('POST', `sys/auth/${mount}`, { type });
  return mount;
}

/** A policy with these rights. */
export async function makePolicy(paths: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const name = uniqueName('policy');
  const rules = Object.entries(paths).map(
    ([path, rights]) => `path "${path}" { capabilities = ${JSON.stringify(rights)} }`,
  );
  await asAdmin('PUT', `sys/policies/acl/${name}`, { policy: rules.join('\n') });
  return name;
}

/** A token with these policies, and its accessor. */
export async function makeToken(options: Json): Promise<{ readonly token: string; readonly accessor: string }> {
  const { body } = await asAdmin('POST', 'auth/token/create', options);
  return { token: pick(body, 'auth', 'client_token'), accessor: pick(body, 'auth', 'accessor') };
}
