import { beforeAll, describe, expect, it } from 'vitest';
import type { Lease } from '../../../../src/inject/providers/lease.js';
import { type Decide, type Fault, type FaultServer, PASS } from '../../../servers/fault-server.js';
import { countUsers } from '../../../servers/postgres.js';
import { PATIENCE, serverVariable, withServers } from '../../../servers/server-address.js';
import { asAdmin, makePolicy, mountEngine, mountLogin, pick } from '../../../servers/vault-admin.js';
import { faulty } from './transport/transport-world.js';
import { credential, failureOf, NEVER, providerWith, readOne, settingsFor, textsOf } from './vault-world.js';

const LOST: Fault = { kind: 'reset', request: 'done' };

/** The first request to a path that ends so meets the fault; everything else passes. */
function once(end: string, fault: Fault): Decide {
  let isOver = false;
  return ({ path }) => {
    if (isOver || !path.endsWith(end)) return PASS;
    isOver = true;
    return fault;
  };
}

withServers(['vault', 'postgres'], 'a real Vault behind a network that loses answers', () => {
  let database: string;
  let approle: string;
  let roleId: string;

  beforeAll(async () => {
    database = await mountEngine('database');
    const { hostname, port } = new URL(serverVariable('TEST_POSTGRES_URL'));
    await asAdmin('POST', `${database}/config/pg`, {
      plugin_name: 'postgresql-database-plugin',
      allowed_roles: '*',
      connection_url: `postgresql://{{username}}:{{password}}@${hostname}:${port}/postgres?sslmode=disable`,
      username: 'postgres',
      password: 'unused',
      username_template: `${database}-{{random 8}}`,
    });
    await asAdmin('POST', `${database}/roles/app`, {
      db_name: 'pg',
      creation_statements: [`CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`],
      default_ttl: '5m',
    });
    const policy = await makePolicy({ [`${database}/creds/app`]: ['read'], 'sys/leases/revoke': ['update'] });
    approle = await mountLogin('approle');
    const role = { token_policies: [policy], bind_secret_id: false, token_bound_cidrs: ['127.0.0.1/32'] };
    await asAdmin('POST', `auth/${approle}/role/ci`, role);
    roleId = pick((await asAdmin('GET', `auth/${approle}/role/ci/role-id`)).body, 'data', 'role_id');
  }, PATIENCE);

  async function behind(decide: Decide) {
    const server = await faulty(decide, serverVariable('TEST_VAULT_ADDR'));
    const login = { method: 'approle', mount: approle, roleId: credential(roleId), secretIdForm: 'plain' } as const;
    const provider = providerWith(settingsFor(login, { addresses: [server.address] }));
    return { server, provider, reference: `vault://${database}/creds/app` };
  }

  const asked = ({ received }: FaultServer, end: string) => received.filter(({ path }) => path.endsWith(end)).length;
  const users = () => countUsers(`${database}-%`);

  it('a login is made once, and its loss is told', async () => {
    const { server, provider, reference } = await behind(once('/login', LOST));
    expect((await failureOf(readOne(provider, reference))).code).toBe('STORE_UNREACHABLE');
    expect(asked(server, '/login')).toBe(1);
  });

  it('credentials are made once; revoking the login ends those that nobody has seen', async () => {
    const before = await users();
    const { server, provider, reference } = await behind(once(`v1/${database}/creds/app`, LOST));
    expect((await failureOf(readOne(provider, reference))).code).toBe('STORE_UNREACHABLE');
    expect(await users()).toBe(before + 1);
    expect(server.received.filter(({ path }) => path === `/v1/${database}/creds/app`)).toHaveLength(1);
    await provider.leases.revokeLogin(NEVER);
    await expect.poll(users, { timeout: 20_000 }).toBe(before);
  });

  describe('what may be done twice is', () => {
    async function lent(decide: Decide) {
      const all = await behind(decide);
      const answer = await readOne(all.provider, all.reference);
      const lease: Lease = answer.lease ?? expect.fail('no lease');
      return { ...all, lease, username: textsOf(answer).username ?? '' };
    }

    it('a renewal', async () => {
      const { server, provider, lease } = await lent(once('/leases/renew', LOST));
      expect(await provider.leases.renew(lease, 120, NEVER)).toMatchObject({ id: lease.id, seconds: 120 });
      expect(asked(server, '/leases/renew')).toBe(2);
      await provider.leases.revokeLogin(NEVER);
    });

    it('a revocation of a lease', async () => {
      const { server, provider, lease, username } = await lent(once('/leases/revoke', LOST));
      await provider.leases.revoke(lease, NEVER);
      expect(asked(server, '/leases/revoke')).toBe(2);
      expect(await countUsers(username)).toBe(0);
      await provider.leases.revokeLogin(NEVER);
    });

    it('a revocation of the login', async () => {
      const { server, provider } = await lent(once('/revoke-self', LOST));
      const { accessor } = provider.leases.login() ?? expect.fail('no login');
      await provider.leases.revokeLogin(NEVER);
      expect(asked(server, '/revoke-self')).toBe(2);
      await expect(asAdmin('POST', 'auth/token/lookup-accessor', { accessor })).rejects.toThrow('invalid accessor');
      expect(provider.leases.login()).toBeUndefined();
    });

    it('a revocation of the login that a front refused, and that was not done', async () => {
      const { provider } = await lent(once('/revoke-self', { kind: 'answer', status: 403, body: { errors: ['no'] } }));
      expect((await failureOf(provider.leases.revokeLogin(NEVER))).code).toBe('STORE_DENIED');
      await provider.leases.revokeLogin(NEVER);
      expect(provider.leases.login()).toBeUndefined();
    });
  });
});
