import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { countUsers } from '../../servers/postgres.js';
import { withServers } from '../../servers/server-address.js';
import { makeRealPlace, type RealPlace, startKeepmum } from './real-run.js';

const SECRET = { token: 'made-up-token-77' };
const LEASE = { default_ttl: '3s', max_ttl: '60s' };
/** Long enough for a machine that is busy. */
const PATIENCE = 120_000;

const validate = (() => {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync('docs/schema/receipt.schema.json', 'utf8')));
})();

function journals({ folder }: RealPlace): readonly string[] {
  const runs = join(folder, 'state', 'runs');
  return existsSync(runs) ? readdirSync(runs) : [];
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE / 2; Date.now() < end; await sleep(50)) if (await condition()) return;
  throw new Error('it has not come to that');
}

const withDatabase = ({ database }: RealPlace): readonly string[] => [
  '-e',
  `DB_*=${database}`,
  '--no-mask',
  'DB_USERNAME',
];

withServers(['vault', 'postgres'], 'leases of a real Vault and users of a real database', () => {
  test('are renewed while the command runs, given back after it, and the receipt has it all', {
    timeout: PATIENCE,
  }, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const words = [
      'run',
      ...withDatabase(place),
      '-e',
      `TOKEN=vault://${place.kv}/app#token`,
      '--receipt',
      'receipt.json',
    ];
    const running = startKeepmum(place, [...words, '--', 'sh', '-c', 'echo "$TOKEN"; sleep 7; echo done']);
    await until(async () => (await countUsers(place.users)) === 1);
    await until(() => journals(place).length === 1);
    const { code, stdout, stderr } = await running.finished;
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '***\ndone\n', stderr: '' });
    expect(await countUsers(place.users)).toBe(0);
    expect(journals(place)).toEqual([]);
    const text = readFileSync(join(place.folder, 'receipt.json'), 'utf8');
    const receipt = JSON.parse(text);
    expect(validate(receipt), JSON.stringify(validate.errors)).toBe(true);
    expect(text).not.toContain(SECRET.token);
    expect(
      receipt.leaseEvents.filter(({ kind }: { kind: string }) => kind === 'renewed').length,
    ).toBeGreaterThanOrEqual(2);
    expect(receipt.revocations.map(({ status }: { status: string }) => status)).toEqual(['revoked', 'revoked']);
    expect(receipt.secrets.map(({ name }: { name: string }) => name).sort()).toEqual([
      'DB_PASSWORD',
      'DB_USERNAME',
      'TOKEN',
    ]);
    expect(receipt.masked).toEqual([{ stream: 'stdout', name: 'TOKEN', form: 'plain', count: 1 }]);
  });

  test.each([
    ['a command that fails', ['sh', '-c', 'exit 9'], 9],
    ['a command that is not there', ['no-such-command-of-ours'], 127],
    ['a command that kills itself', ['sh', '-c', 'kill -9 $$'], 137],
  ])('are given back after %s', { timeout: PATIENCE }, async (_, command, expected) => {
    const place = await makeRealPlace(LEASE, SECRET);
    const { code } = await startKeepmum(place, ['run', ...withDatabase(place), '--', ...command]).finished;
    expect(code).toBe(expected);
    expect(await countUsers(place.users)).toBe(0);
    expect(journals(place)).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'are given back after %s',
    { timeout: PATIENCE },
    async (signal) => {
      const place = await makeRealPlace(LEASE, SECRET);
      const running = startKeepmum(place, ['run', ...withDatabase(place), '--', 'sh', '-c', 'echo up; exec sleep 60']);
      await new Promise((resolve) => running.stdout?.once('data', resolve));
      running.kill(signal);
      await running.finished;
      expect(await countUsers(place.users)).toBe(0);
      expect(journals(place)).toEqual([]);
    },
  );

  test('of a run that was killed are revoked by reap, and its journal goes', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace({ default_ttl: '10m', max_ttl: '20m' }, SECRET);
    const running = startKeepmum(place, ['run', ...withDatabase(place), '--', 'sh', '-c', 'echo up; exec sleep 5']);
    await new Promise((resolve) => running.stdout?.once('data', resolve));
    const alive = await startKeepmum(place, ['reap']).finished;
    expect(alive.stdout).toMatch(/is of a run that goes on, and is left alone\n$/);
    running.kill('SIGKILL');
    await running.finished;
    expect([await countUsers(place.users), journals(place).length]).toEqual([1, 1]);
    const reaped = await startKeepmum(place, ['reap']).finished;
    expect(reaped).toMatchObject({ code: 0, stderr: '' });
    expect(reaped.stdout).toMatch(/: 2 revoked\n$/);
    expect([await countUsers(place.users), journals(place).length]).toEqual([0, 0]);
    expect((await startKeepmum(place, ['reap']).finished).stdout).toBe('nothing was left behind\n');
  });

  test('of a run that was killed are revoked by the next run', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace({ default_ttl: '10m', max_ttl: '20m' }, SECRET);
    const running = startKeepmum(place, ['run', ...withDatabase(place), '--', 'sh', '-c', 'echo up; exec sleep 5']);
    await new Promise((resolve) => running.stdout?.once('data', resolve));
    running.kill('SIGKILL');
    await running.finished;
    const next = await startKeepmum(place, ['run', '-e', `TOKEN=vault://${place.kv}/app#token`, '--', 'true']).finished;
    expect(next).toMatchObject({
      code: 0,
      stderr: 'keepmum: note: revoked what a run that was killed had left: 2\n',
    });
    expect([await countUsers(place.users), journals(place).length]).toEqual([0, 0]);
  });

  test('that end are minted again into the file of the old one, and the command is told', {
    timeout: PATIENCE,
  }, async () => {
    const place = await makeRealPlace({ default_ttl: '3s', max_ttl: '3s' }, SECRET);
    const script = `
      trap 'new=1' HUP
      old=$(cat "$DB_PASSWORD")
      for turn in $(seq 200); do
        if [ -n "$new" ]; then [ "$(cat "$DB_PASSWORD")" != "$old" ] && echo changed; exit 0; fi
        sleep 0.1
      done
      exit 5`;
    const words = [
      'run',
      '--file',
      `DB_PASSWORD=${place.database}#password`,
      '--notify',
      'HUP',
      '--',
      'bash',
      '-c',
      script,
    ];
    const { code, stdout } = await startKeepmum(place, words).finished;
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'changed\n' });
    expect(await countUsers(place.users)).toBe(0);
  });

  test('a command that outlasts its time is told to end', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const { code, stderr } = await startKeepmum(place, [
      'run',
      '--time-limit',
      '1s',
      ...withDatabase(place),
      '--',
      'sleep',
      '60',
    ]).finished;
    expect(code).toBe(143);
    expect(stderr).toContain('the time limit is over, so the command is told to end');
    expect(await countUsers(place.users)).toBe(0);
  });
});

withServers(['vault', 'postgres'], 'a dry run at a real Vault', () => {
  const dryRun = (place: RealPlace, ...secrets: string[]) =>
    startKeepmum(place, ['run', '--dry-run', ...secrets, '--', 'false']).finished;

  test('tells login, engines and rights, reads nothing and leaves nothing', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const { code, stdout, stderr } = await dryRun(
      place,
      '-e',
      `TOKEN=vault://${place.kv}/app#token`,
      '-e',
      `DB_*=${place.database}`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`login        by approle at ${place.env.VAULT_ADDR}\n`);
    expect(stdout).toContain(`path         vault://${place.kv}/app: kv 2, may be read\n`);
    expect(stdout).toContain(`path         ${place.database}: database, may be read\n`);
    expect(stdout).not.toContain(SECRET.token);
    expect(await countUsers(place.users)).toBe(0);
  });

  test('tells what may not be read, and names that cannot be', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace(LEASE, SECRET);
    const denied = await dryRun(place, '-e', 'TOKEN=vault://elsewhere/app#token');
    expect(denied.code).toBe(4);
    expect(denied.stdout).toMatch(/path {9}vault:\/\/elsewhere\/app: .*may NOT be read \(deny\)\n/);
    const dangerous = await dryRun(place, '-e', `LD_PRELOAD=vault://${place.kv}/app#token`);
    expect(dangerous.code).toBe(2);
    expect(dangerous.stdout).toMatch(/problem {6}cannot set "LD_PRELOAD" from -e/);
  });
});
