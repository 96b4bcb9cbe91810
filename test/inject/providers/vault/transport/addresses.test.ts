import { describe, expect, it } from 'vitest';
import { SYSTEM_CLOCK } from '../../../../../src/core/clock.js';
import { answer, refuse } from '../../../../servers/fault-server.js';
import { failureOf } from '../vault-world.js';
import { faulty, ONCE, READ, transportTo } from './transport-world.js';

const GOOD = answer(200, { data: {} });

describe('several addresses', () => {
  it.each([
    ['sealed', refuse(503, 'Vault is sealed')],
    ['a standby', answer(473)],
    ['a standby for disasters', answer(472)],
    ['not initialised', refuse(501)],
  ])('another is asked where the first is %s, even for what is asked once', async (_, fault) => {
    const [one, two] = [await faulty(() => fault), await faulty(() => GOOD)];
    const { send } = transportTo([one.address, two.address], { retries: 0 });
    expect((await send(ONCE)).address).toBe(two.address);
    // From then on the one that answered comes first.
    expect((await send(READ)).address).toBe(two.address);
    expect([one.received.length, two.received.length]).toEqual([1, 2]);
  });

  it('another is asked where nothing listens at the first', async () => {
    const [one, two] = [await faulty(() => GOOD), await faulty(() => GOOD)];
    await one.vanish();
    const { send } = transportTo([one.address, two.address], { retries: 0 });
    expect((await send(ONCE)).address).toBe(two.address);
  });

  it('what may have been done is not done again elsewhere', async () => {
    const [one, two] = [await faulty(() => ({ kind: 'reset', request: 'unseen' })), await faulty(() => GOOD)];
    const { send } = transportTo([one.address, two.address]);
    expect(await failureOf(send(ONCE))).toMatchObject({ kind: 'cut', sent: 'maybe' });
    expect(two.received).toEqual([]);
    expect((await send(READ)).address).toBe(two.address);
  });

  it('a refusal is a refusal everywhere', async () => {
    const [one, two] = [await faulty(() => refuse(403, 'permission denied')), await faulty(() => GOOD)];
    expect(await failureOf(transportTo([one.address, two.address]).send(READ))).toMatchObject({ status: 403 });
    expect(two.received).toEqual([]);
  });

  it('a read that takes long is asked of another beside it; what is asked once is not', async () => {
    // A read is asked again after a second.
    const slow = (milliseconds: number) => ({ kind: 'delay', milliseconds, next: GOOD }) as const;
    const [one, two] = [await faulty(() => slow(10_000)), await faulty(() => GOOD)];
    const { send } = transportTo([one.address, two.address], { retries: 0 });
    expect((await send(READ)).address).toBe(two.address);
    expect([one.received.length, two.received.length]).toEqual([1, 1]);
    one.decide(() => slow(1500));
    const other = transportTo([one.address, two.address], { retries: 0 });
    expect((await other.send(ONCE)).address).toBe(one.address);
    expect([one.received.length, two.received.length]).toEqual([2, 1]);
  });

  it('how long is long is learnt from what was seen', async () => {
    const server = await faulty(() => GOOD);
    const sleeps: number[] = [];
    const sleep = (milliseconds: number, signal: AbortSignal) => {
      sleeps.push(milliseconds);
      return SYSTEM_CLOCK.sleep(milliseconds, signal);
    };
    const { send } = transportTo([server.address], { retries: 0 }, { clock: { ...SYSTEM_CLOCK, sleep } });
    for (let count = 0; count < 20; count++) await send(READ);
    server.decide((_, number) => (number === 20 ? { kind: 'silence' } : GOOD));
    expect((await send(READ)).status).toBe(200);
    expect(sleeps[0]).toBe(1000);
    expect(sleeps.at(-1)).toBeLessThan(1000);
    expect(server.received).toHaveLength(22);
  });
});

describe('a redirect of a standby', () => {
  it('is followed with method, body and headers, on the same host', async () => {
    const active = await faulty(() => GOOD);
    const standby = await faulty(({ path }) => answer(307, undefined, { location: `${active.address}${path}` }));
    const call = { ...ONCE, token: 'hvs.made-up-token' };
    expect((await transportTo([standby.address]).send(call)).status).toBe(200);
    expect(active.received).toMatchObject([
      {
        method: 'POST',
        path: '/v1/auth/approle/login',
        body: '{"secret_id":"made-up-id"}',
        headers: { 'x-vault-token': 'hvs.made-up-token', 'x-vault-request': 'true' },
      },
    ]);
  });

  it.each([
    ['another host without TLS', 'http://localhost:1/v1/x', /a token may not be sent to without TLS/],
    ['no address', 'http://', /redirects to no address/],
    ['another protocol', 'ftp://localhost/x', /redirects to "ftp:"/],
  ])('is not followed to %s', async (_, location, message) => {
    const standby = await faulty(() => answer(307, undefined, { location }));
    const error = await failureOf(transportTo([standby.address], { retries: 0 }).send(READ));
    expect(error.message).toMatch(message);
    expect(standby.received).toHaveLength(1);
  });

  it('is followed to an address that the user named', async () => {
    const active = await faulty(() => GOOD);
    const named = active.address.replace('127.0.0.1', 'localhost');
    const standby = await faulty(() => answer(307, undefined, { location: `${named}/v1/kv/app` }));
    const { send } = transportTo([standby.address, named], { retries: 0 });
    expect((await send(READ)).status).toBe(200);
    expect(active.received).toHaveLength(1);
  });

  it('is not followed in circles', async () => {
    const standby = await faulty(({ path }) => answer(307, undefined, { location: path }));
    const error = await failureOf(transportTo([standby.address], { retries: 0 }).send(READ));
    expect(error.message).toContain('redirects without end');
    expect(standby.received).toHaveLength(4);
  });
});
