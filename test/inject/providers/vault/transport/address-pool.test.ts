import { expect, it } from 'vitest';
import { AddressPool } from '../../../../../src/inject/providers/vault/transport/address-pool.js';
import { ManualClock } from '../../../../core/manual-clock.js';

function poolOf(...addresses: readonly string[]) {
  const clock = new ManualClock();
  const pool = new AddressPool(addresses, clock);
  const texts = (from?: number) => pool.candidates(from).map(({ text }) => text);
  const fail = (text: string, times: number) => {
    const address = pool.candidates().find((one) => one.text === text);
    if (address === undefined) throw new Error(`${text} is not there`);
    for (let time = 0; time < times; time++) pool.failed(address);
  };
  return { clock, pool, texts, fail };
}

it('the first comes first, and a second request begins with the next', () => {
  const { texts } = poolOf('https://a.test/', 'https://b.test', 'https://c.test');
  expect(texts()).toEqual(['https://a.test', 'https://b.test', 'https://c.test']);
  expect(texts(1)).toEqual(['https://b.test', 'https://c.test', 'https://a.test']);
});

it('one that failed once is asked last, and one that answered first', () => {
  const { pool, texts, fail } = poolOf('a', 'b', 'c');
  fail('a', 1);
  expect(texts()).toEqual(['b', 'c', 'a']);
  const [, c] = pool.candidates();
  if (c !== undefined) pool.succeeded(c);
  expect(texts()).toEqual(['c', 'a', 'b']);
});

it('one that failed too often rests, and is asked last when it may be again', async () => {
  const { clock, pool, texts, fail } = poolOf('a', 'b');
  fail('a', 5);
  expect(texts()).toEqual(['b']);
  expect(pool.rest).toBe(0);
  fail('b', 5);
  expect(texts()).toEqual([]);
  expect(pool.rest).toBe(500);
  await clock.turn(200);
  expect(pool.rest).toBe(300);
  await clock.turn(300);
  expect(texts().sort()).toEqual(['a', 'b']);
});

it('a trial that works makes an address like any other', async () => {
  const { clock, pool, texts, fail } = poolOf('a', 'b');
  fail('a', 5);
  await clock.turn(500);
  expect(texts()).toEqual(['b', 'a']);
  const [, a] = pool.candidates();
  if (a === undefined) throw new Error('a is not there');
  expect(a.breaker.admit()).toBe(true);
  expect(texts()).toEqual(['b']);
  pool.succeeded(a);
  expect(texts()).toEqual(['a', 'b']);
});
