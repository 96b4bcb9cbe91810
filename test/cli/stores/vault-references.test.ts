import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { folderWith } from '../../config/temporary-folder.js';
import { serverVariable, withServers } from '../../servers/server-address.js';
import { asAdmin, makePolicy, mountEngine, mountLogin, pick } from '../../servers/vault-admin.js';

const PROGRAM = join(import.meta.dirname, '../../../dist/keepmum.cjs');

withServers(['vault'], 'keepmum mask with references to a Vault', () => {
  let kv: string;
  let login: string;
  let credentials: Readonly<Record<string, string>>;

  beforeAll(async () => {
    kv = await mountEngine('kv', { options: { version: '2' } });
    login = await mountLogin('approle');
    const policy = await makePolicy({ [`${kv}/*`]: ['read'] });
    await asAdmin('POST', `auth/${login}/role/ci`, { token_policies: [policy] });
    const role = await asAdmin('GET', `auth/${login}/role/ci/role-id`);
    const secret = await asAdmin('POST', `auth/${login}/role/ci/secret-id`, {});
    credentials = {
      VAULT_ADDR: serverVariable('TEST_VAULT_ADDR'),
      VAULT_ROLE_ID: pick(role.body, 'data', 'role_id'),
      VAULT_SECRET_ID: pick(secret.body, 'data', 'secret_id'),
    };
    const write = () =>
      asAdmin('POST', `${kv}/data/ci/db`, { data: { user: 'ann-made-up', password: 'made-up-password' } });
    // A KV 2 that was just mounted may still be getting ready, and says so.
    for (let tries = 0; tries < 50; tries++) {
      const failure = await write().then(
        () => undefined,
        (error: Error) => error,
      );
      if (failure === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('the KV engine never was ready');
  });

  async function mask(references: string) {
    const env = { PATH: process.env.PATH, HOME: '/nonexistent', KEEPMUM_CONFIG: '', ...credentials };
    const words = [PROGRAM, 'mask', '--references', references];
    // The mount of the login is not the usual one, which only a configuration can say.
    const cwd = folderWith({
      '.git/': '',
      'keepmum.toml': `[secrets.vault]\nmount = "${login}"`,
    });
    const running = promisify(execFile)(process.execPath, words, { env, cwd });
    running.child.stdin?.end('ann-made-up has made-up-password\n');
    return running.catch((error: { code: number; stdout: string; stderr: string }) => error);
  }

  async function loginsLeft(): Promise<number> {
    const { body } = await asAdmin('GET', 'auth/token/accessors?list=true');
    const { keys } = (body as { data: { keys: readonly string[] } }).data;
    const paths = await Promise.all(
      keys.map(async (accessor) => {
        const looked = await asAdmin('POST', 'auth/token/lookup-accessor', { accessor }).catch(() => undefined);
        return looked === undefined ? '' : pick(looked.body, 'data', 'path');
      }),
    );
    return paths.filter((path) => path === `auth/${login}/login`).length;
  }

  test('masks one key, or all of them, and leaves no login behind', async () => {
    expect(await mask(`vault://${kv}/ci/db#password`)).toMatchObject({ stdout: 'ann-made-up has ***\n', stderr: '' });
    expect(await mask(`vault://${kv}/ci/db`)).toMatchObject({ stdout: '*** has ***\n', stderr: '' });
    expect(await loginsLeft()).toBe(0);
  });

  test('nor where a key is missing, which it says', async () => {
    const result = await mask(`vault://${kv}/ci/db#pasword`);
    expect(result).toMatchObject({ code: 4, stdout: '' });
    expect(result.stderr).toContain('it has the keys "password", "user"\nkeepmum: hint: did you mean "password"?\n');
    expect(await loginsLeft()).toBe(0);
  });
});
