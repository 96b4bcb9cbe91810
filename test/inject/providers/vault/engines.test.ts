import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { countUsers, currentUser } from '../../../servers/postgres.js';
import { PATIENCE, serverVariable, withServers } from '../../../servers/server-address.js';
import { asAdmin, makePolicy, makeToken, mountEngine } from '../../../servers/vault-admin.js';
import { failureOf, NEVER, providerWith, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

const asRoot = () => providerWith(settingsFor(withToken()));

withServers(['vault', 'postgres'], 'database credentials of a real Vault for a real PostgreSQL', () => {
  let mount: string;

  beforeAll(async () => {
    mount = await mountEngine('database');
    const { hostname, port } = new URL(serverVariable('TEST_POSTGRES_URL'));
    await asAdmin('POST', `${mount}/config/pg`, {
      plugin_name: 'postgresql-database-plugin',
      allowed_roles: '*',
      connection_url: `postgresql://{{username}}:{{password}}@${hostname}:${port}/postgres?sslmode=disable`,
      username: 'postgres',
      password: 'unused',
    });
    await asAdmin('POST', `${mount}/roles/app`, {
      db_name: 'pg',
      creation_statements: [`CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`],
      default_ttl: '60s',
      max_ttl: '120s',
    });
  }, PATIENCE);

  it('are made, used, renewed, revoked, and gone', async () => {
    const provider = asRoot();
    const answer = await readOne(provider, `vault://${mount}/creds/app`);
    const { username = '', password = '' } = textsOf(answer);
    expect(answer.lease).toMatchObject({ seconds: 60, renewable: true });
    expect(await currentUser(username, password)).toBe(username);

    const lease = answer.lease ?? expect.fail('no lease');
    expect(lease.id).toContain(`${mount}/creds/app/`);
    const renewed = await provider.leases.renew(lease, 90.2, NEVER);
    expect(renewed).toMatchObject({ id: lease.id, seconds: 91, renewable: true });
    expect(renewed.grantedAt).toBeGreaterThan(lease.grantedAt);

    await provider.leases.revoke(lease, NEVER);
    expect(await countUsers(username)).toBe(0);
    const error = await failureOf(provider.leases.renew(lease, 60, NEVER));
    expect(error.code).toBe('LEASE_FAILED');
    expect(error.message).toContain(lease.id);
  });

  it('end with a login that was made, though it may not revoke a lease', async () => {
    const policies = [await makePolicy({ [`${mount}/creds/app`]: ['read'] })];
    const approle = `approle-${mount}`;
    await asAdmin('POST', `sys/auth/${approle}`, { type: 'approle' });
    await asAdmin('POST', `auth/${approle}/role/ci`, {
      token_policies: policies,
      bind_secret_id: false,
      token_bound_cidrs: ['127.0.0.1/32'],
    });
    await asAdmin('POST', `auth/${approle}/role/ci/role-id`, { role_id: mount });
    const roleId = {
      kind: 'value',
      value: new (await import('../../../../src/inject/credential.js')).Credential(mount),
    } as const;
    const provider = providerWith(settingsFor({ method: 'approle', mount: approle, roleId, secretIdForm: 'plain' }));
    const answer = await readOne(provider, `vault://${mount}/creds/app`);
    const { username = '' } = textsOf(answer);
    const lease = answer.lease ?? expect.fail('no lease');
    const denied = await failureOf(provider.leases.revoke(lease, NEVER));
    expect(denied.code).toBe('STORE_DENIED');
    expect(await countUsers(username)).toBe(1);
    await provider.leases.revokeLogin(NEVER);
    // With its token the store revokes a lease in the background.
    await expect.poll(() => countUsers(username), { timeout: 20_000 }).toBe(0);
  });

  it('that the database will not give up: the revocation fails, and is told with its reason', async () => {
    await asAdmin('POST', `${mount}/roles/stuck`, {
      db_name: 'pg',
      creation_statements: [`CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`],
      revocation_statements: ['SELECT no_such_function()'],
      default_ttl: '60s',
    });
    const provider = asRoot();
    const { lease } = await readOne(provider, `vault://${mount}/creds/stuck`);
    const error = await failureOf(provider.leases.revoke(lease ?? expect.fail('no lease'), NEVER));
    expect(['LEASE_FAILED', 'STORE_FAILED']).toContain(error.code);
    expect(error.message).toContain(`cannot revoke the lease "${lease?.id}"`);
    expect(error.message).toContain('no_such_function');
  });

  it('are said to be refused where the login may not have them', async () => {
    const { token } = await makeToken({ policies: ['default'] });
    const provider = providerWith(settingsFor(withToken(token)));
    expect((await failureOf(readOne(provider, `vault://${mount}/creds/app`))).code).toBe('STORE_DENIED');
  });

  it('fail with the words of the store, without the role that is not there', async () => {
    const error = await failureOf(readOne(asRoot(), `vault://${mount}/creds/none`));
    expect(error.message).toMatch(/answered 400, .*unknown role: none/);
  });
});

withServers(['vault'], 'other engines of a real Vault', () => {
  it('PKI issues a certificate by POST, options as parameters', async () => {
    const mount = await mountEngine('pki');
    await asAdmin('POST', `${mount}/root/generate/internal`, { common_name: 'Test root', ttl: '1h' });
    await asAdmin('POST', `${mount}/roles/web`, {
      allowed_domains: 'example.test',
      allow_subdomains: true,
      max_ttl: '30m',
    });
    const reference = `vault://${mount}/issue/web?common_name=a.example.test&ttl=5m&alt_names=b.example.test`;
    const answer = await readOne(asRoot(), reference);
    const { certificate = '', private_key: key = '', serial_number: serial } = textsOf(answer);
    const parsed = new X509Certificate(certificate);
    expect(parsed.subject).toBe('CN=a.example.test');
    expect(parsed.subjectAltName).toContain('DNS:b.example.test');
    expect(Date.parse(parsed.validTo) - Date.now()).toBeLessThan(6 * 60_000);
    expect(key).toMatch(/PRIVATE KEY/);
    expect(serial).toMatch(/^[0-9a-f:]+$/);
    expect(answer.lease).toBeUndefined();
  });

  it('PKI says what is missing', async () => {
    const mount = await mountEngine('pki');
    await asAdmin('POST', `${mount}/root/generate/internal`, { common_name: 'Test root', ttl: '1h' });
    await asAdmin('POST', `${mount}/roles/web`, { allowed_domains: 'example.test' });
    const error = await failureOf(readOne(asRoot(), `vault://${mount}/issue/web`));
    expect(error.code).toBe('STORE_FAILED');
    expect(error.message).toMatch(/common_name/);
  });

  it('SSH signs a key', async () => {
    const mount = await mountEngine('ssh');
    await asAdmin('POST', `${mount}/config/ca`, { generate_signing_key: true });
    await asAdmin('POST', `${mount}/roles/ci`, {
      key_type: 'ca',
      allow_user_certificates: true,
      allowed_users: 'deploy',
      default_user: 'deploy',
      ttl: '5m',
    });
    // An ed25519 public key: its type and 32 bytes, each after its length.
    const type = Buffer.from('ssh-ed25519');
    const parts = [type, Buffer.alloc(32, 7)].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    });
    const publicKey = encodeURIComponent(`ssh-ed25519 ${Buffer.concat(parts).toString('base64')}`);
    const answer = await readOne(asRoot(), `vault://${mount}/sign/ci?public_key=${publicKey}`);
    expect(textsOf(answer).signed_key).toMatch(/^ssh-ed25519-cert-v01@openssh\.com /);
  });

  it('a TOTP code is read like any other answer', async () => {
    const mount = await mountEngine('totp');
    await asAdmin('POST', `${mount}/keys/ci`, { generate: true, issuer: 'Test', account_name: 'ci' });
    expect(textsOf(await readOne(asRoot(), `vault://${mount}/code/ci`)).code).toMatch(/^\d{6}$/);
  });
});
