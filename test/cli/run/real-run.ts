import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { serverVariable } from '../../servers/server-address.js';
import { asAdmin, makePolicy, mountEngine, mountLogin, pick } from '../../servers/vault-admin.js';

const PROGRAM = resolve('dist/keepmum.cjs');

/** A role at the real Vault that may read what a test needs, and a folder that is the user's home. */
export interface RealPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Reference to credentials of the real PostgreSQL, without a key. */
  readonly database: string;
  /** What the names of these users are like, for SQL. */
  readonly users: string;
  /** Path of a KV 2 engine with `app` in it. */
  readonly kv: string;
}

/** What a finished program printed. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Sets the real Vault up for one test.
 *
 * @param lease options of the database role, such as `default_ttl`
 */
export async function makeRealPlace(
  lease: Readonly<Record<string, string>>,
  secret: Readonly<Record<string, string>>,
): Promise<RealPlace> {
  const database = await mountEngine('database');
  // Vault puts the first eight characters of a role into the name of the user.
  const role = randomBytes(4).toString('hex');
  const { hostname, port } = new URL(serverVariable('TEST_POSTGRES_URL'));
  onTestFinished(async () => void (await asAdmin('DELETE', `sys/mounts/${database}`)));
  await asAdmin('POST', `${database}/config/pg`, {
    plugin_name: 'postgresql-database-plugin',
    allowed_roles: '*',
    connection_url: `postgresql://{{username}}:{{password}}@${hostname}:${port}/postgres`,
    username: 'postgres',
    password: 'any',
    // Connections that rest would use up those that the server has.
    max_open_connections: 2,
    max_idle_connections: -1,
  });
  await asAdmin('POST', `${database}/roles/${role}`, {
    db_name: 'pg',
    creation_statements: [`CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}';`],
    ...lease,
  });
  const kv = await mountEngine('kv', { options: { version: '2' } });
  await asAdmin('POST', `${kv}/data/app`, { data: secret });
  const policy = await makePolicy({
    [`${database}/creds/*`]: ['read'],
    [`${kv}/data/*`]: ['read'],
    'auth/token/revoke-accessor': ['update'],
    'sys/leases/revoke': ['update'],
  });
  const approle = await mountLogin('approle');
  await asAdmin('POST', `auth/${approle}/role/ci`, { token_policies: [policy], token_ttl: '10m' });
  const { body: roleId } = await asAdmin('GET', `auth/${approle}/role/ci/role-id`);
  const { body: id } = await asAdmin('POST', `auth/${approle}/role/ci/secret-id`);
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    KEEPMUM_STATE: join(folder, 'state'),
    VAULT_ADDR: serverVariable('TEST_VAULT_ADDR'),
    VAULT_ROLE_ID: pick(roleId, 'data', 'role_id'),
    VAULT_SECRET_ID: pick(id, 'data', 'secret_id'),
  };
  writeFileSync(join(folder, 'keepmum.toml'), `[secrets.vault]\nmount = "${approle}"\n`);
  return { folder, env, kv, database: `vault://${database}/creds/${role}`, users: `v-%-${role}-%` };
}

/** Starts the built program; it is killed with the test. */
export function startKeepmum(
  place: RealPlace,
  words: readonly string[],
): ChildProcess & { finished: Promise<Finished> } {
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: place.folder, env: place.env });
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err?.push(chunk));
  onTestFinished(() => void child.kill('SIGKILL'));
  const finished = (async () => {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal, stdout: String(Buffer.concat(out ?? [])), stderr: String(Buffer.concat(err ?? [])) };
  })();
  return Object.assign(child, { finished });
}
