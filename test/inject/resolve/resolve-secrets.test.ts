import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import type { StoreKind } from '../../../src/inject/reference/secret-reference.js';
import { nameOfKey } from '../../../src/inject/resolve/name-of-key.js';
import { resolveSecrets } from '../../../src/inject/resolve/resolve-secrets.js';
import { revealText } from '../reveal-text.js';
import { MemoryProvider } from './memory-provider.js';

const DATABASE = { username: 'ann', password: 'made-up-1', port: '5432' };

function stores() {
  return {
    vault: new MemoryProvider('vault', {
      'kv/db': DATABASE,
      'kv/twins': { 'a-b': 'made-up-2', a_b: 'made-up-3' },
      'kv/evil': { 'ld-preload': 'made-up-4', path: 'made-up-5', fine: 'made-up-6' },
      'kv/denied': new KeepmumError('STORE_DENIED', 'cannot read "kv/denied"'),
      'kv/empty': {},
    }),
    env: new MemoryProvider('env', { TOKEN: 'made-up-7' }),
  };
}

type Wish = readonly [name: string, reference: string, source?: string];

async function resolved(wishes: readonly Wish[], allowNames: readonly string[] = [], at = stores()) {
  const providerOf = async (store: StoreKind) => {
    if (store === 'vault' || store === 'env') return at[store];
    throw new KeepmumError('STORE_FAILED', `cannot set up ${store}`);
  };
  const list = wishes.map(([name, text, source = '-e']) => ({ name, reference: parseReference(text), source }));
  const { secrets, leases, problem } = await resolveSecrets(list, providerOf, {
    signal: new AbortController().signal,
    allowNames,
  });
  const values = Object.fromEntries(secrets.map(({ name, value }) => [name, revealText(value)]));
  const told = problem === undefined ? [] : problem.problems.length > 0 ? problem.problems : [problem];
  return { at, secrets, leases, values, problem, told: told.map(({ message }) => message) };
}

describe('names and references become names and values', () => {
  test('from several stores, in the order asked for', async () => {
    const { secrets, values, problem } = await resolved([
      ['DB_PASSWORD', 'vault://kv/db#password'],
      ['TOKEN', 'env://TOKEN'],
      ['DB_USER', 'vault://kv/db#username', 'keepmum.toml, line 3'],
    ]);
    expect(problem).toBeUndefined();
    expect(values).toEqual({ DB_PASSWORD: 'made-up-1', TOKEN: 'made-up-7', DB_USER: 'ann' });
    expect(secrets.map(({ name, version, source }) => [name, version, source])).toEqual([
      ['DB_PASSWORD', '7', '-e'],
      ['TOKEN', '7', '-e'],
      ['DB_USER', '7', 'keepmum.toml, line 3'],
    ]);
  });

  test('with one read, and so one lease, for all keys of a path', async () => {
    const { at, secrets, leases } = await resolved([
      ['A', 'vault://kv/db#password'],
      ['B', 'vault://kv/db#username'],
      ['C', 'vault://kv/db#password'],
      ['D', 'vault://kv/db?version=2#password'],
    ]);
    expect(at.vault.asked).toEqual([
      { store: 'vault', path: 'kv/db', options: {} },
      { store: 'vault', path: 'kv/db', options: { version: '2' } },
    ]);
    expect(leases).toHaveLength(2);
    expect(secrets[0]?.lease).toBe(secrets[2]?.lease);
    expect(secrets[0]?.lease).not.toBe(secrets[3]?.lease);
    expect(leases.map(({ lease }) => lease)).toEqual([secrets[0]?.lease, secrets[3]?.lease]);
  });

  test('whatever the order of the options', async () => {
    const { at } = await resolved([
      ['A', 'vault://kv/db?aaaaaaaaa=1&bbbbbbbbb=2#password'],
      ['B', 'vault://kv/db?bbbbbbbbb=2&aaaaaaaaa=1#username'],
    ]);
    expect(at.vault.asked).toHaveLength(1);
  });

  test('and nothing at all asks nobody', async () => {
    const { at, secrets, problem } = await resolved([]);
    expect([secrets, problem, at.vault.asked]).toEqual([[], undefined, []]);
  });
});

describe('a name that ends in *', () => {
  test('becomes a name per key', async () => {
    const { values, secrets } = await resolved([['DB_*', 'vault://kv/db']]);
    expect(values).toEqual({ DB_USERNAME: 'ann', DB_PASSWORD: 'made-up-1', DB_PORT: '5432' });
    expect(secrets.map(({ reference }) => reference.text).sort()).toEqual([
      'vault://kv/db#password',
      'vault://kv/db#port',
      'vault://kv/db#username',
    ]);
  });

  test('may be nothing else', async () => {
    expect((await resolved([['*', 'vault://kv/db']])).values).toMatchObject({ USERNAME: 'ann' });
  });

  test('is refused where two keys give one name, or another wish has it', async () => {
    const { values, told } = await resolved([
      ['DB_PORT', 'env://TOKEN', 'keepmum.toml, line 2'],
      ['DB_*', 'vault://kv/db'],
      ['T_*', 'vault://kv/twins'],
    ]);
    expect(values).toEqual({ DB_PORT: 'made-up-7' });
    expect(told).toEqual([
      'cannot set "DB_PORT" twice: from keepmum.toml, line 2 ("env://TOKEN"), and from -e ("vault://kv/db#port")',
      'cannot set "T_A_B" twice: from -e ("vault://kv/twins#a-b"), and from -e ("vault://kv/twins#a_b")',
    ]);
  });

  test('is refused with a key, and for an answer without keys', async () => {
    expect((await resolved([['A_*', 'vault://kv/db#port']])).told).toEqual([
      'cannot set "A_*" from -e ("vault://kv/db#port"): one key, expected a reference without "#"',
    ]);
    expect((await resolved([['A_*', 'env://TOKEN']])).told).toEqual([
      'cannot set "A_*" from -e ("env://TOKEN"): it has no keys',
    ]);
  });

  test.each([
    ['password', 'PASSWORD'],
    ['dbPassword', 'DB_PASSWORD'],
    ['db-password', 'DB_PASSWORD'],
    ['db.pass word', 'DB_PASS_WORD'],
    ['DBPassword', 'DB_PASSWORD'],
    ['DB_PASSWORD', 'DB_PASSWORD'],
    ['oauth2Token', 'OAUTH2_TOKEN'],
    ['_private_', 'PRIVATE'],
    ['größe', 'GR_E'],
    ['---', ''],
  ])('turns the key %s into %s', (key, name) => {
    expect(nameOfKey(key)).toBe(name);
  });

  test('gives names of variables only, however keys are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(nameOfKey(key)).toMatch(/^[A-Z0-9_]*$/);
        expect(nameOfKey(nameOfKey(key))).toBe(nameOfKey(key));
      }),
    );
  });
});

describe('what can be refused without a store is refused without it', () => {
  test.each([
    [
      [
        ['A', 'vault://kv/db#port'],
        ['A', 'env://TOKEN', 'the environment'],
      ],
      'USAGE',
      'cannot set "A" twice: from -e ("vault://kv/db#port"), and from the environment ("env://TOKEN")',
    ],
    [[['A-B', 'env://TOKEN']], 'USAGE', 'cannot set "A-B" from -e ("env://TOKEN"): no name of a variable'],
    [[['1A', 'env://TOKEN']], 'USAGE', 'cannot set "1A"'],
    [[['A*B', 'env://TOKEN']], 'USAGE', 'cannot set "A*B"'],
    [[['', 'env://TOKEN']], 'USAGE', 'cannot set ""'],
    [
      [['LD_PRELOAD', 'vault://kv/db#port']],
      'REFUSED',
      'cannot set "LD_PRELOAD" from -e ("vault://kv/db#port"): it decides what code programs load',
    ],
  ] as const)('%j', async (wishes, code, message) => {
    const { at, problem } = await resolved(wishes);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain(message);
    expect([...at.vault.asked, ...at.env.asked]).toEqual([]);
  });

  test('a dangerous name may be allowed, and the hint says how', async () => {
    const { problem } = await resolved([['PATH', 'env://TOKEN']]);
    expect(problem?.hints).toEqual(['if that is meant: allowNames = ["PATH"] under [secrets] in keepmum.toml']);
    expect((await resolved([['PATH', 'env://TOKEN']], ['PATH'])).values).toEqual({ PATH: 'made-up-7' });
  });

  test('a dangerous name from a key is refused too, and says which others are', async () => {
    const { values, told } = await resolved([['*', 'vault://kv/evil']]);
    expect(values).toEqual({});
    expect(told).toEqual([
      'cannot set "LD_PRELOAD" from -e ("vault://kv/evil#ld-preload"): it decides what code programs load',
      'cannot set "PATH" from -e ("vault://kv/evil#path"): it decides what programs are run',
    ]);
    expect((await resolved([['X_*', 'vault://kv/evil']])).problem).toBeUndefined();
  });
});

describe('what a store does not have', () => {
  test('is said with the keys that it has, and the nearest', async () => {
    const { problem } = await resolved([['A', 'vault://kv/db#pasword']]);
    expect(problem).toMatchObject({
      code: 'SECRET_NOT_FOUND',
      message: 'cannot find "pasword" in "vault://kv/db#pasword": it has the keys "password", "port", "username"',
      hints: ['did you mean "password"?'],
    });
  });

  test.each([
    [
      'vault://kv/db',
      'cannot use "vault://kv/db" as one value: it has the keys "password", "port", "username", expected one of them after "#"',
    ],
    ['vault://kv/empty', 'cannot use "vault://kv/empty" as one value: it is empty'],
    ['env://TOKEN#key', 'cannot find "key" in "env://TOKEN#key": it has no keys'],
  ])('%s', async (reference, message) => {
    expect((await resolved([['A', reference]])).told).toEqual([message]);
  });

  test('is told all at once, each cause once, and what was lent out is known all the same', async () => {
    const { values, leases, problem, told } = await resolved([
      ['A', 'vault://kv/db#password'],
      ['B', 'vault://kv/db#none-such'],
      ['C', 'vault://kv/denied#a'],
      ['D', 'vault://kv/denied#b'],
      ['E', 'aws-sm://x'],
      ['F', 'aws-sm://y'],
    ]);
    expect(values).toEqual({ A: 'made-up-1' });
    expect(told).toEqual([
      'cannot find "none-such" in "vault://kv/db#none-such": it has the keys "password", "port", "username"',
      'cannot read "kv/denied"',
      'cannot set up aws-sm',
    ]);
    expect(problem?.message).toBe('cannot resolve all secrets: 3 problems');
    expect(leases.map(({ read }) => read.path)).toEqual(['kv/db']);
  });

  test('shows no value in any error', async () => {
    const { problem } = await resolved([
      ['A', 'vault://kv/db#none-such'],
      ['B_*', 'vault://kv/twins'],
      ['*', 'vault://kv/evil'],
    ]);
    expect(
      JSON.stringify([problem?.message, problem?.problems.map(({ message, hints }) => [message, hints])]),
    ).not.toContain('made-up');
  });
});

test('a store that fails in its own way does not take the others along', async () => {
  const broken = {
    ...stores().env,
    store: 'env' as const,
    close() {},
    read: () => Promise.reject(new TypeError('made-up-9')),
  };
  const good = stores().vault;
  const { secrets, leases, problem } = await resolveSecrets(
    [
      { name: 'A', reference: parseReference('env://TOKEN'), source: '-e' },
      { name: 'B', reference: parseReference('vault://kv/db#port'), source: '-e' },
    ],
    async (store) => (store === 'env' ? broken : good),
    { signal: new AbortController().signal, allowNames: [] },
  );
  expect(secrets.map(({ name }) => name)).toEqual(['B']);
  expect(leases).toHaveLength(1);
  expect(problem).toMatchObject({ code: 'STORE_FAILED', message: 'cannot read from env: TypeError' });
});
