import { describe, expect, it } from 'vitest';
import { SYSTEM_CLOCK } from '../../../../../src/core/clock.js';
import { HttpFailure } from '../../../../../src/inject/http/http-failure.js';
import { StoreFailure } from '../../../../../src/inject/providers/vault/transport/store-failure.js';
import { answer, type Fault, inTurn, refuse } from '../../../../servers/fault-server.js';
import { failureOf, NEVER } from '../vault-world.js';
import { faulty, ONCE, READ, REPEATABLE, transportTo } from './transport-world.js';

const GOOD = answer(200, { data: { password: 'p' } });

/** How often each kind of call is sent when the first answer is this fault, and whether it ends well. */
async function sends(fault: Fault) {
  const calls = { read: READ, repeatable: REPEATABLE, once: ONCE };
  // Only what never comes has to be waited for.
  const attemptWithin = fault.kind === 'silence' || fault.kind === 'slow-headers' ? 3000 : 20_000;
  const counts = await Promise.all(
    Object.entries(calls).map(async ([name, call]) => {
      const server = await faulty(inTurn(fault, GOOD));
      const { send } = transportTo([server.address], { attemptWithin });
      const outcome = await send(call).then(
        () => 'well',
        () => 'badly',
      );
      return [name, `${server.received.length} ${outcome}`];
    }),
  );
  return Object.fromEntries(counts);
}

describe('what is sent again', () => {
  it.each([
    ['a request that is not taken yet (412)', refuse(412), '2 well', '2 well', '2 well'],
    ['too many requests (429)', refuse(429, 'request path quota exceeded'), '2 well', '2 well', '2 well'],
    ['an error of its own (500)', refuse(500, 'internal error'), '2 well', '2 well', '1 badly'],
    ['a gateway (502)', answer(502, '<html>'), '2 well', '2 well', '1 badly'],
    ['an overloaded front (503)', answer(503, '<html>'), '2 well', '2 well', '1 badly'],
    ['a gateway that waited (504)', answer(504), '2 well', '2 well', '1 badly'],
    ['a seal (503)', refuse(503, 'Vault is sealed'), '1 badly', '1 badly', '1 badly'],
    ['no initialisation (501)', refuse(501), '1 badly', '1 badly', '1 badly'],
    ['a standby for disasters (472)', answer(472), '1 badly', '1 badly', '1 badly'],
    ['a standby (473)', answer(473), '1 badly', '1 badly', '1 badly'],
    ['a wrong request (400)', refuse(400, 'missing role_id'), '1 badly', '1 badly', '1 badly'],
    ['a refusal (403)', refuse(403, 'permission denied'), '1 badly', '1 badly', '1 badly'],
    ['nothing there (404)', refuse(404), '1 badly', '1 badly', '1 badly'],
    ['a reset', { kind: 'reset', request: 'unseen' } as const, '2 well', '2 well', '1 badly'],
    ['half a body', { kind: 'half-body', body: { data: 'long enough' } } as const, '2 well', '2 well', '1 badly'],
    ['silence', { kind: 'silence' } as const, '2 well', '2 well', '1 badly'],
    ['slow headers', { kind: 'slow-headers', every: 500 } as const, '2 well', '2 well', '1 badly'],
    ['no HTTP', { kind: 'no-http' } as const, '1 badly', '1 badly', '1 badly'],
    ['a page (200)', answer(200, '<html>'), '1 badly', '1 badly', '1 badly'],
    ['a list (200)', answer(200, []), '1 badly', '1 badly', '1 badly'],
  ])('%s', async (_, fault, read, repeatable, once) => {
    expect(await sends(fault)).toEqual({ read, repeatable, once });
  });

  it('what nobody heard, whatever it was', async () => {
    const server = await faulty(inTurn(GOOD));
    await server.vanish();
    for (const call of [READ, ONCE]) {
      const { send } = transportTo([server.address], { retries: 100, retryWithin: 20_000 }, { random: () => 0.2 });
      const sent = send(call);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await server.comeBack();
      expect((await sent).status).toBe(200);
      await server.vanish();
    }
  });
});

describe('how failures are told', () => {
  async function failing(fault: Fault, changes = {}) {
    const server = await faulty(() => fault);
    const { send } = transportTo([server.address], { retries: 1, ...changes });
    return { error: await failureOf(send(READ)), address: server.address, server };
  }

  it('the words of the store, without what was sent', async () => {
    const fault = refuse(400, 'bad token hvs.made-up-token\n and more', 'x'.repeat(1000));
    const { error, address } = await failing(fault);
    expect(error).toBeInstanceOf(StoreFailure);
    const { said, ...rest } = error as StoreFailure;
    expect(rest).toMatchObject({ status: 400, address });
    expect(said).toEqual(['bad token [credential] and more', 'x'.repeat(300)]);
  });

  it.each([
    ['a cut', { kind: 'reset', request: 'unseen' } as const, 'cut', /the connection was cut \(ECONNRESET\)/],
    ['half a body', { kind: 'half-body', body: { a: 'long enough' } } as const, 'cut', /./],
    ['silence', { kind: 'silence' } as const, 'timeout', /no whole answer in 300 ms/],
    ['no HTTP', { kind: 'no-http' } as const, 'malformed', /no HTTP came back/],
    ['a page', answer(200, '<html>secret</html>'), 'malformed', /status 200 and something that is no JSON/],
    ['a flood', { kind: 'flood', bytes: 3000 } as const, 'too-large', /longer than 2000 bytes/],
  ])('%s', async (_, fault, kind, message) => {
    const http = {
      tls: { verify: 'always' as const },
      proxy: { except: [] },
      connectWithin: 5000,
      largestAnswer: 2000,
    };
    const { error, address } = await failing(fault, { attemptWithin: fault.kind === 'silence' ? 300 : 20_000, http });
    expect(error).toBeInstanceOf(HttpFailure);
    expect(error).toMatchObject({ kind });
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`"${address}": `);
    expect(error.message).not.toMatch(/secret|hvs/);
  });

  it('nothing listens', async () => {
    const server = await faulty(() => GOOD);
    await server.vanish();
    const error = await failureOf(transportTo([server.address]).send(READ));
    expect(error.message).toBe(`"${server.address}": nothing listens there (ECONNREFUSED)`);
    expect(error).toMatchObject({ kind: 'refused', sent: 'no' });
  });

  it('no such host', async () => {
    const error = await failureOf(transportTo(['http://no-such-host.invalid'], { retries: 0 }).send(READ));
    expect(error).toMatchObject({ kind: 'unresolved', sent: 'no' });
  });

  it('plain HTTP where TLS is wanted, and the other way round', async () => {
    const server = await faulty(() => answer(400, 'Client sent an HTTP request to an HTTPS server.\n'));
    const plain = await failureOf(transportTo([server.address]).send(READ));
    expect((plain as StoreFailure).said).toEqual(['it speaks TLS: use https://']);
    const secure = server.address.replace('http:', 'https:');
    const error = await failureOf(transportTo([secure], { retries: 0 }).send(READ));
    expect(error).toMatchObject({ kind: 'tls', sent: 'no' });
  });
});

describe('waiting', () => {
  it('is as long as the store asks for', async () => {
    const server = await faulty(inTurn(answer(429, { errors: [] }, { 'retry-after': '1' }), GOOD));
    const started = performance.now();
    expect((await transportTo([server.address]).send(READ)).status).toBe(200);
    // Timers may fire a hair early.
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it('ends at once where the store asks for longer than there is time', async () => {
    const server = await faulty(() => answer(429, { errors: [] }, { 'retry-after': '3600' }));
    const error = await failureOf(transportTo([server.address]).send(READ));
    expect(error).toMatchObject({ status: 429, retryAfter: 3_600_000 });
    expect(server.received).toHaveLength(1);
  });

  it('takes a date as well', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const server = await faulty(() => answer(503, {}, { 'retry-after': date }));
    const error = (await failureOf(transportTo([server.address]).send(READ))) as StoreFailure;
    expect(error.retryAfter).toBeGreaterThan(3_000_000);
  });

  it('is cut short by the signal, with its reason', async () => {
    const server = await faulty(() => ({ kind: 'silence' }));
    const stop = new AbortController();
    const sent = failureOf(transportTo([server.address]).send(READ, stop.signal));
    await expect.poll(() => server.received.length, { timeout: 20_000 }).toBe(1);
    stop.abort(new Error('enough'));
    expect((await sent).message).toBe('enough');
  });

  it('does not begin where the signal has been given', async () => {
    const server = await faulty(() => GOOD);
    const error = await failureOf(transportTo([server.address]).send(READ, AbortSignal.abort(new Error('enough'))));
    expect([error.message, server.received.length]).toEqual(['enough', 0]);
  });
});

describe('restraint', () => {
  it('retries stop when most of what is asked fails', async () => {
    const server = await faulty(() => refuse(500, 'broken'));
    const { send } = transportTo([server.address], { retries: 50, retryWithin: 3000 });
    const asked = await Promise.all(Array.from({ length: 20 }, () => failureOf(send(READ))));
    expect(asked).toHaveLength(20);
    // 20 first attempts at most, 20 repetitions that the budget starts with; the breaker keeps most of them away.
    expect(server.received.length).toBeLessThanOrEqual(40);
  });

  it('a short outage is survived by all who ask meanwhile', async () => {
    const server = await faulty(() => GOOD);
    await server.vanish();
    const { send } = transportTo([server.address], { retries: 10 }, { random: () => 0.5 });
    const answers = Promise.all(Array.from({ length: 16 }, () => send(READ)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.comeBack();
    expect((await answers).map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
  });

  it('an address that keeps failing is left alone for a while, and then asked for its health first', async () => {
    const server = await faulty(() => refuse(500, 'broken'));
    let now = 0;
    const { send } = transportTo(
      [server.address],
      { retries: 0 },
      { clock: { ...SYSTEM_CLOCK, monotonic: () => now } },
    );
    for (let count = 0; count < 5; count++) await failureOf(send(READ));
    expect(server.received).toHaveLength(5);
    now += 499;
    expect((await failureOf(send(READ))).message).toContain('failed too often to be asked again right now');
    expect(server.received).toHaveLength(5);
    server.decide(() => GOOD);
    now += 1;
    expect((await send(READ)).status).toBe(200);
    expect(server.received.slice(5).map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/v1/sys/health',
      '/v1/kv/app',
    ]);
  });
});

it('the newest state of the store that is known goes along', async () => {
  const index = { 'x-vault-index': 'djE6MTI6MTM6' };
  const server = await faulty(inTurn(answer(200, {}, index), refuse(412), GOOD));
  const { send } = transportTo([server.address]);
  await send(REPEATABLE);
  await send(READ, NEVER);
  const sent = server.received.map(({ headers }) => headers['x-vault-index']);
  expect(sent).toEqual([undefined, 'djE6MTI6MTM6', 'djE6MTI6MTM6']);
});
