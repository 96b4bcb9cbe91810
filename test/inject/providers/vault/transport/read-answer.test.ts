import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpFailure } from '../../../../../src/inject/http/http-failure.js';
import { readAnswer } from '../../../../../src/inject/providers/vault/transport/read-answer.js';
import { StoreFailure } from '../../../../../src/inject/providers/vault/transport/store-failure.js';
import type { VaultCall } from '../../../../../src/inject/providers/vault/transport/vault-call.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const CALL: VaultCall = { method: 'GET', path: 'x', safety: 'read' };

function failureFor(call: VaultCall, status: number, body: string, headers = {}): StoreFailure {
  try {
    readAnswer(call, { status, headers, body }, 'https://a.test', NOW);
  } catch (failure) {
    if (failure instanceof StoreFailure) return failure;
  }
  throw new Error('expected a failure of the store');
}

describe('an answer', () => {
  it('of success is its JSON, as parsed and as it came', () => {
    const text = '{"data":{"n":12345678901234567890}}';
    const reply = readAnswer(CALL, { status: 200, headers: { a: 'b' }, body: text }, 'https://a.test', NOW);
    expect(reply).toEqual({
      status: 200,
      headers: { a: 'b' },
      body: JSON.parse(text),
      text,
      address: 'https://a.test',
    });
  });

  it.each(['', ' \n'])('of success may be empty: "%s"', (body) => {
    expect(readAnswer(CALL, { status: 204, headers: {}, body }, 'a', NOW).body).toBeUndefined();
  });

  it.each(['<html>', '[]', '"x"', 'null', '{', '{}}'])('of success is an object, or a failure: %s', (body) => {
    const read = () => readAnswer(CALL, { status: 200, headers: {}, body }, 'a', NOW);
    expect(read).toThrow(HttpFailure);
    expect(read).toThrow('something that is no JSON object');
  });

  it.each([
    ['{"errors":["one","two"]}', ['one', 'two']],
    ['{"errors":[" 1 error occurred:\\n\\t* denied\\n\\n"]}', ['1 error occurred: * denied']],
    ['{"errors":[]}', []],
    ['{"errors":"x"}', []],
    ['{"errors":[1,null,{"a":"b"},""]}', []],
    ['<html>', []],
    ['', []],
  ])('of failure is told in the words of the store: %s', (body, said) => {
    expect(failureFor(CALL, 400, body).said).toEqual(said);
  });

  it('never tells what was sent', () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((text) => text.trim() === text && !/\s/.test(text));
    fc.assert(
      fc.property(secret, secret, secret, fc.string({ maxLength: 20 }), (token, id, hidden, noise) => {
        const call: VaultCall = { ...CALL, token, body: { secret_id: id }, hidden: [hidden] };
        const body = JSON.stringify({ errors: [`${noise} ${token}${noise}${id} ${hidden}`, `${hidden}${token}`] });
        const told = failureFor(call, 400, body).said.join('\n').replaceAll('[credential]', '');
        for (const one of [token, id, hidden]) {
          // What the noise says by itself is no secret.
          if (!noise.includes(one)) expect(told).not.toContain(one);
        }
      }),
    );
  });

  it.each([
    ['2', 2000],
    ['0', 0],
    ['0.5', 500],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
  ])('asks to wait: %s', (header, expected) => {
    const { retryAfter } = failureFor(CALL, 429, '', { 'retry-after': header });
    if (header !== '-5') expect(retryAfter).toBe(expected);
    else expect(retryAfter ?? 0).toBe(0);
  });
});
