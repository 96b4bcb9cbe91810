import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serverVariable } from './server-address.js';

const run = promisify(execFile);

async function query(url: URL, sql: string, password = ''): Promise<string> {
  const env = { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' };
  const { stdout } = await run('psql', ['--no-psqlrc', '-tA', '-c', sql, url.href], { env });
  return stdout.trim();
}

/** Logs in and asks the database who that is. */
export function currentUser(name: string, password: string): Promise<string> {
  const url = new URL(serverVariable('TEST_POSTGRES_URL'));
  url.username = name;
  return query(url, 'select current_user', password);
}

/** @param names as in SQL's `like` */
export async function countUsers(names: string): Promise<number> {
  const sql = `select count(*) from pg_roles where rolname like '${names.replaceAll("'", "''")}'`;
  return Number(await query(new URL(serverVariable('TEST_POSTGRES_URL')), sql));
}
