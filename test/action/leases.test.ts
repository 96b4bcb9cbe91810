import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRealPlace, type RealPlace } from '../cli/run/real-run.js';
import { startIssuer } from '../servers/identity-issuer.js';
import { countUsers } from '../servers/postgres.js';
import { withServers } from '../servers/server-address.js';
import { asAdmin, makePolicy, mountLogin } from '../servers/vault-admin.js';
import { PlayedJob } from './played-job.js';

const PATIENCE = { timeout: 180_000 };
const SECRET = { token: 'made-up-token-of-the-action' };
const LEASE = { default_ttl: '10m', max_ttl: '20m' };
const BEARER = 'made-up-bearer-of-the-job';

/** Logs in by the job's identity, as a workflow with `id-token: write` does; `rights` besides reading. */
async function jobWithIdentity(place: RealPlace, rights: Readonly<Record<string, readonly string[]>>) {
  const issuer = await startIssuer(BEARER, { sub: 'repo:acme/shop:ref:refs/heads/main', repository: 'acme/shop' });
  const mount = await mountLogin('jwt');
  const [database = ''] = place.database.replace('vault://', '').split('/');
  const policy = await makePolicy({ [`${database}/creds/*`]: ['read'], [`${place.kv}/data/*`]: ['read'], ...rights });
  await asAdmin('POST', `auth/${mount}/config`, { jwt_validation_pubkeys: [issuer.publicKey] });
  await asAdmin('POST', `auth/${mount}/role/ci`, {
    role_type: 'jwt',
    user_claim: 'sub',
    bound_audiences: ['vault.example'],
    bound_claims: { repository: 'acme/shop' },
    token_policies: [policy],
    token_ttl: '10m',
  });
  writeFileSync(
    join(place.folder, 'keepmum.toml'),
    `[secrets.vault]\nmethod = "jwt"\nmount = "${mount}"\nrole = "ci"\naudience = "vault.example"\n`,
  );
  const identity = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.address}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
    VAULT_ADDR: place.env.VAULT_ADDR ?? '',
  };
  return new PlayedJob(place.folder, { name: 'push', env: identity });
}

const MAY_REVOKE = { 'auth/token/revoke-accessor': ['update'], 'sys/leases/revoke': ['update'] };

withServers(['vault', 'postgres'], 'the action with a real Vault and a real database', () => {
  test('mode run: a secret and a database user for one step, gone when it ends', PATIENCE, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const job = await jobWithIdentity(place, {});
    const secrets = `TOKEN=vault://${place.kv}/app#token\nDB_*=${place.database}`;
    const step = await job.main({ mode: 'run', secrets, run: 'echo "$TOKEN $DB_PASSWORD"', receipt: 'receipt.json' });
    expect(step.code).toBe(0);
    // Vault takes the leases of a login along in its own time.
    await expect.poll(() => countUsers(place.users), { timeout: 60_000 }).toBe(0);
    expect(step.raw.replace(/^::add-mask::.*\n/gm, '')).toBe('*** ***\n');
    const receipt = JSON.parse(readFileSync(join(place.folder, 'receipt.json'), 'utf8'));
    expect(receipt.logins[0].claims).toMatchObject({ repository: 'acme/shop' });
    expect(await job.post()).toMatchObject({ code: 0, raw: '' });
  });

  test('mode export: the database user lives until the post step, and not longer', PATIENCE, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const job = await jobWithIdentity(place, MAY_REVOKE);
    const step = await job.main({ mode: 'export', secrets: `DB_*=${place.database}` });
    expect({ code: step.code, users: await countUsers(place.users) }).toEqual({ code: 0, users: 1 });
    expect(Object.keys(job.environment).sort()).toEqual(['DB_PASSWORD', 'DB_USERNAME']);
    expect(step.log).not.toContain(job.environment.DB_PASSWORD);
    expect(JSON.stringify(job.state)).not.toContain(job.environment.DB_PASSWORD);
    expect((await job.post()).code).toBe(0);
    expect(await countUsers(place.users)).toBe(0);
    expect(job.environment).toEqual({ DB_PASSWORD: '', DB_USERNAME: '' });
    expect(await job.post()).toMatchObject({ code: 0, raw: '' });
  });

  test('mode export: what was only read needs no login any more, and nothing is left to revoke', PATIENCE, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const job = await jobWithIdentity(place, {});
    const step = await job.main({ mode: 'export', secrets: `TOKEN=vault://${place.kv}/app#token`, receipt: 'r.json' });
    expect(step.code).toBe(0);
    expect(JSON.parse(readFileSync(join(place.folder, 'r.json'), 'utf8')).revocations).toEqual([
      { subject: 'login', status: 'revoked' },
    ]);
    expect(await job.post()).toMatchObject({ code: 0, raw: '' });
  });

  test(
    'mode export: a login that may not revoke is told with the rights it needs, and the variables are gone all the same',
    PATIENCE,
    async () => {
      const place = await makeRealPlace({ default_ttl: '60s', max_ttl: '60s' }, SECRET);
      const job = await jobWithIdentity(place, {});
      await job.main({ mode: 'export', secrets: `DB_*=${place.database}` });
      const post = await job.post();
      expect(post.code).toBe(4);
      expect(post.log).toContain('auth/token/revoke-accessor and sys/leases/revoke');
      expect(job.environment).toEqual({ DB_PASSWORD: '', DB_USERNAME: '' });
    },
  );
});
