import { beforeAll, expect, it } from 'vitest';
import { answer, refuse } from '../../../servers/fault-server.js';
import { PATIENCE, withServers } from '../../../servers/server-address.js';
import { asAdmin, makePolicy, mountEngine, mountLogin, pick } from '../../../servers/vault-admin.js';
import { faulty } from './transport/transport-world.js';
import { credential, failureOf, NEVER, providerWith, readOf, readOne, settingsFor, withToken } from './vault-world.js';

withServers(['vault'], 'what a real Vault grants', () => {
  let secrets: string;
  let policies: readonly string[];

  beforeAll(async () => {
    secrets = await mountEngine('kv', { options: { version: '1' } });
    await asAdmin('POST', `${secrets}/app`, { password: 'p' });
    policies = [await makePolicy({ [`${secrets}/*`]: ['read'] })];
  }, PATIENCE);

  async function loggedIn(role: Readonly<Record<string, unknown>>) {
    const mount = await mountLogin('approle');
    const open = { bind_secret_id: false, token_bound_cidrs: ['127.0.0.1/32'], token_policies: policies };
    await asAdmin('POST', `auth/${mount}/role/ci`, { ...open, ...role });
    const roleId = credential(pick((await asAdmin('GET', `auth/${mount}/role/ci/role-id`)).body, 'data', 'role_id'));
    const provider = providerWith(settingsFor({ method: 'approle', mount, roleId, secretIdForm: 'plain' }));
    await readOne(provider, `vault://${secrets}/app`);
    return { provider, login: provider.leases.login() ?? expect.fail('no login') };
  }

  it('a login is renewed for no longer than its limit', async () => {
    const { provider, login } = await loggedIn({ token_ttl: '60s', token_max_ttl: '120s' });
    expect(login.seconds).toBe(60);
    const renewed = await provider.leases.renewLogin(3600, NEVER);
    expect(renewed.seconds).toBeGreaterThan(100);
    expect(renewed.seconds).toBeLessThanOrEqual(120);
  });

  it('a periodic login is renewed for its period', async () => {
    const { provider, login } = await loggedIn({ token_period: '90s' });
    expect([login.seconds, login.renewable]).toEqual([90, true]);
    expect((await provider.leases.renewLogin(10, NEVER)).seconds).toBe(90);
  });

  it('a login whose policies allow nothing of the kind says so', async () => {
    const { provider } = await loggedIn({ token_no_default_policy: true });
    // One after the other: a promise that fails while another is waited for is nobody's.
    for (const ask of [() => provider.leases.renewLogin(60, NEVER), () => provider.leases.revokeLogin(NEVER)]) {
      expect((await failureOf(ask())).code).toBe('STORE_DENIED');
    }
    expect(provider.leases.login()).toBeDefined();
  });

  it('a login of few uses is used up, and that is told', async () => {
    const { provider } = await loggedIn({ token_num_uses: 3 });
    const uses = Array.from({ length: 4 }, () => `vault://${secrets}/app`).map(readOf);
    const codes: string[] = [];
    for (const use of uses) {
      const [outcome] = await provider.read([use], NEVER);
      codes.push(outcome !== undefined && 'error' in outcome ? outcome.error.code : 'answer');
    }
    expect(codes).toContain('STORE_DENIED');
  });

  it('a lease that is none cannot be renewed; revoking it is no failure, as it is gone', async () => {
    const provider = providerWith(settingsFor(withToken()));
    const lease = { id: `${secrets}/none/1`, seconds: 60, grantedAt: 0, renewable: true };
    const error = await failureOf(provider.leases.renew(lease, 60, NEVER));
    expect([error.code, error.message]).toEqual(['LEASE_FAILED', expect.stringContaining('lease not found')]);
    await provider.leases.revoke(lease, NEVER);
  });

  it('a token that was given is renewed where that is asked for, and never revoked', async () => {
    const { body } = await asAdmin('POST', 'auth/token/create', { policies, ttl: '60s' });
    const provider = providerWith(settingsFor(withToken(pick(body, 'auth', 'client_token'))));
    await readOne(provider, `vault://${secrets}/app`);
    expect((await provider.leases.renewLogin(300, NEVER)).seconds).toBe(300);
    await provider.leases.revokeLogin(NEVER);
    expect(await readOne(provider, `vault://${secrets}/app`)).toBeDefined();
  });
});

const LEASE = { id: 'database/creds/app/1', seconds: 60, grantedAt: 0, renewable: true };
const GIVEN = answer(200, { data: { ttl: 60, accessor: 'a', renewable: true, type: 'service' } });

it.each([
  [400, 'lease is not renewable', 'LEASE_FAILED'],
  [403, 'permission denied', 'STORE_DENIED'],
  [404, 'no handler', 'LEASE_FAILED'],
  [500, 'failed to renew entry', 'STORE_FAILED'],
  [503, 'Vault is sealed', 'STORE_FAILED'],
])('a renewal that fails with %i "%s" is %s, and names the lease', async (status, said, code) => {
  const server = await faulty(({ path }) => (path.endsWith('/lookup-self') ? GIVEN : refuse(status, said)));
  const provider = providerWith(settingsFor(withToken('made-up'), { addresses: [server.address], retries: 1 }));
  const error = await failureOf(provider.leases.renew(LEASE, 60, NEVER));
  expect([error.code, error.message]).toEqual([code, expect.stringContaining(LEASE.id)]);
  expect(error.message).toContain(said);
});

it('what is asked of the store is whole seconds, and to be done before the answer', async () => {
  const done = answer(200, { lease_id: LEASE.id, lease_duration: 61, renewable: false });
  const server = await faulty(({ path }) => (path.endsWith('/lookup-self') ? GIVEN : done));
  const provider = providerWith(settingsFor(withToken('made-up'), { addresses: [server.address] }));
  expect(await provider.leases.renew(LEASE, 60.5, NEVER)).toMatchObject({ seconds: 61, renewable: false });
  await provider.leases.revoke(LEASE, NEVER);
  expect(server.received.slice(1).map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/v1/sys/leases/renew', { lease_id: LEASE.id, increment: 61 }],
    ['/v1/sys/leases/revoke', { lease_id: LEASE.id, sync: true }],
  ]);
});

it('reads are under way eight at a time, and stop when the signal is given', async () => {
  let underWay = 0;
  let most = 0;
  const server = await faulty(({ path }) => {
    if (path.endsWith('/lookup-self')) return GIVEN;
    if (path.includes('/mounts/')) return answer(200, { data: { path: 'kv/', type: 'kv' } });
    underWay++;
    most = Math.max(most, underWay);
    return { kind: 'silence' };
  });
  const provider = providerWith(settingsFor(withToken('made-up'), { addresses: [server.address] }));
  const stop = new AbortController();
  const reads = Array.from({ length: 40 }, (_, number) => readOf(`vault://kv/app-${number}`));
  const failed = failureOf(provider.read(reads, stop.signal));
  await expect.poll(() => most, { timeout: 20_000 }).toBeGreaterThanOrEqual(8);
  const asked = new Set(server.received.map(({ path }) => path).filter((path) => path.startsWith('/v1/kv/')));
  stop.abort(new Error('enough'));
  expect((await failed).message).toBe('enough');
  expect(asked.size).toBe(8);
});
