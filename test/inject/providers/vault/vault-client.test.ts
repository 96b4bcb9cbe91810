import { afterEach, describe, expect, it, vi } from 'vitest';
import type { VaultSettings } from '../../../../src/inject/providers/vault/vault-settings.js';
import { answer, type Decide, type Fault, refuse } from '../../../servers/fault-server.js';
import { faulty } from './transport/transport-world.js';
import { credential, failureOf, NEVER, providerWith, readOf, readOne, settingsFor, textsOf } from './vault-world.js';

const LOGIN = {
  method: 'approle',
  mount: 'approle',
  roleId: credential('made-up-role-id'),
  secretId: credential('made-up-secret-id'),
  secretIdForm: 'plain',
} as const;

const MOUNT = answer(200, { data: { path: 'kv/', type: 'kv', options: { version: '1' } } });
const SECRET = answer(200, { data: { password: 'p' } });
const TOKEN = answer(200, { auth: { client_token: 'hvs.made-up-token', accessor: 'a', lease_duration: 60 } });

/** A store of one secret; `fault` says where it fails instead. */
const storeThat = (fault: (path: string, number: number) => Fault | undefined): Decide => {
  const usual = (path: string) => (path.includes('/login') ? TOKEN : path.includes('/mounts/') ? MOUNT : SECRET);
  return ({ path }, number) => fault(path, number) ?? usual(path);
};

async function storeWith(decide: Decide, changes: Partial<VaultSettings> = {}) {
  const server = await faulty(decide);
  const provider = providerWith(settingsFor(LOGIN, { addresses: [server.address], ...changes }));
  return { server, provider, paths: () => server.received.map(({ path }) => path) };
}

afterEach(() => vi.unstubAllEnvs());

describe('what node-vault would do by itself, and does not', () => {
  it('take a token, a namespace or a path from the environment', async () => {
    vi.stubEnv('VAULT_TOKEN', 'made-up-ambient');
    vi.stubEnv('VAULT_NAMESPACE', 'ambient');
    vi.stubEnv('VAULT_PREFIX', '/ambient');
    vi.stubEnv('VAULT_ADDR', 'http://ambient.invalid');
    const { server, provider } = await storeWith(storeThat(() => undefined));
    await readOne(provider, 'vault://kv/app');
    const [login, ...reads] = server.received;
    expect(login).toMatchObject({ method: 'POST', path: '/v1/auth/approle/login' });
    expect(JSON.stringify(server.received)).not.toContain('ambient');
    expect(login?.headers).not.toHaveProperty('x-vault-token');
    expect(reads.map(({ headers }) => headers['x-vault-token'])).toEqual(['hvs.made-up-token', 'hvs.made-up-token']);
  });

  it('print what it sends', async () => {
    vi.stubEnv('DEBUG', '*');
    const written: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    const { provider } = await storeWith(storeThat(() => undefined));
    await readOne(provider, 'vault://kv/app').finally(() => write.mockRestore());
    expect(written.join('')).toBe('');
  });
});

it('a namespace goes along with everything', async () => {
  const { server, provider } = await storeWith(
    storeThat(() => undefined),
    { namespace: 'team/one' },
  );
  await readOne(provider, 'vault://kv/app');
  expect(server.received.map(({ headers }) => headers['x-vault-namespace'])).toEqual([
    'team/one',
    'team/one',
    'team/one',
  ]);
  expect(provider.leases.login()).toMatchObject({ namespace: 'team/one', address: server.address });
});

it('one login and one look at the mount serve all reads of a run', async () => {
  const { provider, paths } = await storeWith(storeThat(() => undefined));
  const reads = Array.from({ length: 30 }, (_, number) => readOf(`vault://kv/app-${number}`));
  const [one, two] = await Promise.all([provider.read(reads, NEVER), provider.read(reads.slice(0, 3), NEVER)]);
  expect([one.length, two.length]).toEqual([30, 3]);
  expect(paths().filter((path) => path.includes('/login'))).toHaveLength(1);
  expect(paths().filter((path) => path.includes('/mounts/'))).toHaveLength(1);
});

describe('inline logins, which leave no token behind', () => {
  it('go along with each request', async () => {
    const { server, provider, paths } = await storeWith(
      storeThat(() => undefined),
      {
        loginForm: 'inline',
        namespace: 'team',
      },
    );
    expect(textsOf(await readOne(provider, 'vault://kv/app'))).toEqual({ password: 'p' });
    expect(paths()).toEqual(['/v1/sys/internal/ui/mounts/kv/app', '/v1/kv/app']);
    for (const { headers } of server.received) {
      expect(headers).not.toHaveProperty('x-vault-token');
      expect(headers).toMatchObject({
        'x-vault-inline-auth-path': 'auth/approle/login',
        'x-vault-inline-auth-operation': 'update',
        'x-vault-inline-auth-namespace': 'team',
      });
      const parameters = [0, 1].map((number) => String(headers[`x-vault-inline-auth-parameter-${number}`]));
      expect(parameters.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()))).toEqual([
        { key: 'role_id', value: 'made-up-role-id' },
        { key: 'secret_id', value: 'made-up-secret-id' },
      ]);
    }
    expect(provider.leases.login()).toMatchObject({ method: 'approle inline', origin: 'made', renewable: false });
    await provider.leases.revokeLogin(NEVER);
    expect(server.received).toHaveLength(2);
  });

  it('cannot be renewed, and what was sent is not shown', async () => {
    const { provider } = await storeWith(() => refuse(403, 'no: made-up-secret-id'), { loginForm: 'inline' });
    expect((await failureOf(provider.leases.renewLogin(60, NEVER))).message).toContain('it leaves no token');
    const error = await failureOf(readOne(provider, 'vault://kv/app'));
    expect(`${error.message}${error.hints}`).not.toContain('made-up');
  });
});

describe('a login that fails on the way', () => {
  it.each([
    [{ kind: 'silence' } as const, 'no whole answer in 200 ms', 'VAULT_CLIENT_TIMEOUT'],
    [{ kind: 'reset', request: 'unseen' } as const, 'the connection was cut', ''],
  ])('says what can be set against it: %j', async (fault, message, hint) => {
    const { provider } = await storeWith(() => fault, { attemptWithin: 200, retries: 0 });
    const error = await failureOf(readOne(provider, 'vault://kv/app'));
    expect([error.code, error.message]).toEqual(['STORE_UNREACHABLE', expect.stringContaining(message)]);
    expect(error.hints?.join()).toContain(hint);
  });

  it('names the setting of the address where nothing listens', async () => {
    const { server, provider } = await storeWith(() => TOKEN, { retries: 0 });
    await server.vanish();
    const error = await failureOf(readOne(provider, 'vault://kv/app'));
    expect(error.message).toBe(`cannot log in with approle: "${server.address}": nothing listens there (ECONNREFUSED)`);
    expect(error.hints?.join()).toContain('VAULT_ADDR');
  });

  it('is not made twice when the first may have been', async () => {
    const cut = { kind: 'reset', request: 'unseen' } as const;
    const { provider, paths } = await storeWith(storeThat((path) => (path.includes('/login') ? cut : undefined)));
    const error = await failureOf(readOne(provider, 'vault://kv/app'));
    expect([error.code, error.message]).toEqual([
      'STORE_UNREACHABLE',
      expect.stringContaining('the connection was cut'),
    ]);
    expect(paths()).toEqual(['/v1/auth/approle/login']);
  });

  it('is told as what it is when the answer holds no token', async () => {
    const { provider } = await storeWith(() => answer(200, { auth: null }));
    const error = await failureOf(readOne(provider, 'vault://kv/app'));
    expect([error.code, error.message]).toEqual(['LOGIN_FAILED', expect.stringContaining('no token came back')]);
  });

  it('can be made by the next read', async () => {
    const sealed = refuse(503, 'Vault is sealed');
    const { provider } = await storeWith(storeThat((_, number) => (number === 0 ? sealed : undefined)));
    expect((await failureOf(readOne(provider, 'vault://kv/app'))).code).toBe('STORE_FAILED');
    expect(textsOf(await readOne(provider, 'vault://kv/app'))).toEqual({ password: 'p' });
  });
});

describe('what makes something', () => {
  const CREDS = answer(200, {
    lease_id: 'database/creds/app/1',
    lease_duration: 60,
    renewable: true,
    data: { a: 'b' },
  });
  const DATABASE = answer(200, { data: { path: 'database/', type: 'database' } });
  const database = (fault: Fault) =>
    storeThat((path, number) => {
      if (path.includes('/mounts/')) return DATABASE;
      return path.startsWith('/v1/database/creds/') ? (number === 2 ? fault : CREDS) : undefined;
    });

  it('is asked once when it may have been made', async () => {
    const { provider, paths } = await storeWith(database({ kind: 'half-body', body: { data: 'long enough' } }));
    expect((await failureOf(readOne(provider, 'vault://database/creds/app'))).code).toBe('STORE_UNREACHABLE');
    expect(paths().filter((path) => path.startsWith('/v1/database/'))).toHaveLength(1);
  });

  it('is asked again when it surely was not', async () => {
    const { provider, paths } = await storeWith(database(refuse(429, 'quota')));
    const { lease } = await readOne(provider, 'vault://database/creds/app');
    expect(lease).toMatchObject({ id: 'database/creds/app/1', seconds: 60, renewable: true });
    expect(paths().filter((path) => path.startsWith('/v1/database/'))).toHaveLength(2);
  });
});
