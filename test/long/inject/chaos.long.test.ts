import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeRealPlace, type RealPlace, startKeepmum } from '../../cli/run/real-run.js';
import { makeRoll } from '../../scan/mutated-texts.js';
import { PASS, startFaultServer } from '../../servers/fault-server.js';
import { countUsers } from '../../servers/postgres.js';
import { serverVariable, withServers } from '../../servers/server-address.js';
import { chaos, FAULTS, type Hypothesis, hypothesisOf, MOMENTS, type Moment } from './chaos-experiments.js';

/** Long enough for a machine that is busy. Milliseconds. */
const PATIENCE = 400_000;
const SECRET = 'made-up-token-for-chaos';
/** What the command ends with if all is well. */
const OWN_CODE = 7;

const EXPERIMENTS = (Object.keys(MOMENTS) as Moment[]).flatMap((moment) => FAULTS.map((fault) => ({ moment, fault })));

interface Observed {
  readonly code: number | null;
  readonly output: string;
  readonly leftAfterReap: number;
  readonly reapCode: number | null;
}

function outcomeOf({ code, output }: Observed): Hypothesis | string {
  if (code === OWN_CODE) return /cannot give back/.test(output) ? 'says what is left' : 'goes on';
  return code === 125 && !output.includes('ran') ? 'refuses to start' : `code ${code}: ${output}`;
}

async function settledUsers(place: RealPlace): Promise<number> {
  // A login's leases go a moment after it.
  for (let turn = 0; turn < 100; turn++) {
    if ((await countUsers(place.users)) === 0) return 0;
    await sleep(100);
  }
  return countUsers(place.users);
}

async function experiment(moment: Moment, fault: (typeof FAULTS)[number]): Promise<Observed> {
  const place = await makeRealPlace({ default_ttl: '4s', max_ttl: '10m' }, { token: SECRET });
  const server = await startFaultServer(chaos(moment, fault), serverVariable('TEST_VAULT_ADDR'));
  const env = { VAULT_ADDR: server.address, VAULT_CLIENT_TIMEOUT: '4s', VAULT_MAX_RETRIES: '2' };
  const through: RealPlace = { ...place, env: { ...place.env, ...env } };
  try {
    const secrets = [
      '-e',
      `DB_*=${place.database}`,
      '--no-mask',
      'DB_USERNAME',
      '-e',
      `TOKEN=vault://${place.kv}/app#token`,
    ];
    const command = [
      'sh',
      '-c',
      `echo "ran $TOKEN $DB_PASSWORD" | base64; echo "ran $TOKEN"; sleep 4; exit ${OWN_CODE}`,
    ];
    const { code, stdout, stderr } = await startKeepmum(through, ['run', '-v', ...secrets, '--', ...command]).finished;
    server.decide(() => ({ kind: 'pass' }));
    const reaped = await startKeepmum(through, ['reap']).finished;
    const leftAfterReap = await settledUsers(place);
    return { code, output: stdout + stderr, leftAfterReap, reapCode: reaped.code };
  } finally {
    await server.close();
  }
}

/** A few at a time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([worker(), worker(), worker()]);
}

withServers(['vault', 'postgres'], 'a fault at every moment, before a real Vault', () => {
  test('there are enough of them, and the document has each', () => {
    expect(EXPERIMENTS.length).toBeGreaterThanOrEqual(40);
    const document = readFileSync('docs/RELIABILITY.md', 'utf8');
    for (const { moment, fault } of EXPERIMENTS) {
      expect(document).toContain(`| ${moment} | ${fault.name} | ${hypothesisOf(moment, fault)} |`);
    }
  });

  test.each(Object.keys(MOMENTS) as Moment[])('%s', { timeout: PATIENCE }, async (moment) => {
    const expected: string[] = [];
    const observed: string[] = [];
    await inTurns(FAULTS, async (fault) => {
      const seen = await experiment(moment, fault);
      expected.push(`${fault.name}: ${hypothesisOf(moment, fault)}, nothing leaked, nothing left`);
      const leaked = seen.output.includes(SECRET) ? 'LEAKED' : 'nothing leaked';
      const left = seen.leftAfterReap === 0 && seen.reapCode === 0 ? 'nothing left' : `LEFT ${JSON.stringify(seen)}`;
      observed.push(`${fault.name}: ${outcomeOf(seen)}, ${leaked}, ${left}`);
    });
    expect(observed.sort()).toEqual(expected.sort());
  });

  test('the store is killed while the command runs: its code is told, what is left too, and reaped when it is back', {
    timeout: PATIENCE,
  }, async () => {
    const place = await makeRealPlace({ default_ttl: '5s', max_ttl: '10m' }, { token: SECRET });
    const server = await startFaultServer(() => PASS, serverVariable('TEST_VAULT_ADDR'));
    const env = { VAULT_ADDR: server.address, VAULT_CLIENT_TIMEOUT: '2s', VAULT_MAX_RETRIES: '1' };
    const through: RealPlace = { ...place, env: { ...place.env, ...env } };
    const secrets = ['-e', `DB_*=${place.database}`, '--no-mask', 'DB_USERNAME'];
    const running = startKeepmum(through, ['run', ...secrets, '--', 'sh', '-c', 'echo up; sleep 8; exit 7']);
    await new Promise((resolve) => running.stdout?.once('data', resolve));
    await server.vanish();
    const { code, stderr } = await running.finished;
    expect(code).toBe(7);
    expect(stderr).toMatch(/cannot renew "vault:.*cannot give back "login"/s);
    await server.comeBack();
    const reaped = await startKeepmum(through, ['reap']).finished;
    expect(reaped, reaped.stderr).toMatchObject({ code: 0 });
    await until(async () => (await countUsers(place.users)) === 0);
    await server.close();
  });

  test('kill -9 at 200 random instants: one reap afterwards, and nothing is left', { timeout: PATIENCE }, async () => {
    const place = await makeRealPlace({ default_ttl: '20s', max_ttl: '10m' }, { token: SECRET });
    const roll = makeRoll(9);
    const secrets = ['-e', `DB_*=${place.database}`, '--no-mask', 'DB_USERNAME'];
    let killed = 0;
    await inTurns(
      Array.from({ length: 200 }, (_, number) => number),
      async () => {
        const running = startKeepmum(place, ['run', ...secrets, '--', 'sleep', '1']);
        await sleep(roll(1500));
        running.kill('SIGKILL');
        if ((await running.finished).signal === 'SIGKILL') killed++;
      },
    );
    expect(killed).toBeGreaterThan(100);
    const reaped = await startKeepmum(place, ['reap']).finished;
    expect(reaped, reaped.stderr).toMatchObject({ code: 0 });
    // What was lent in the moment before the journal was written ends by itself.
    await until(async () => (await countUsers(place.users)) === 0);
    expect((await startKeepmum(place, ['reap']).finished).stdout).toBe('nothing was left behind\n');
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) if (await condition()) return;
  throw new Error('it has not come to that');
}
